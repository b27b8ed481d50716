"""The exchange format: articles with their records as JSON lines, out and in."""
