"""The main window: its actions, the page of three panes, and what stands over them."""
