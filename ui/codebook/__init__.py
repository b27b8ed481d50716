"""The editor of the project's codebook."""
