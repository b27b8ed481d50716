"""The import: which files, what was found in them, what is to come in."""
