"""The guide in the window, and the first steps."""
