"""The queue: which articles there are and how far each one is."""
