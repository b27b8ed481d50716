"""Everything on the way in: files and addresses read, looked at, and brought into a project."""
