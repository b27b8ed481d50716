"""The record pane: events as tabs, the focused event's fields, the codebook's words."""
