"""The window in which a dataset is put together: format, filters, a look at it, and where to."""
