"""Charts: figures as plain data, drawn by pyqtgraph; the one room that knows the library."""
