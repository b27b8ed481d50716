"""How things are said in the window, in its language, and found by what is typed."""
