"""Everything on the way out: what is chosen, how it is split, written, and described."""
