"""The command line: one module a group of commands. With `main.py` the place that wires rooms."""
