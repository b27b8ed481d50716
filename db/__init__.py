"""Everything that touches disk. The only room that knows SQLite."""
