"""The suggestion engine: text and codebook in, proposals out. No Qt, no project file."""
