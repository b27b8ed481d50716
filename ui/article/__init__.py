"""The reading pane: one article with its evidence."""
