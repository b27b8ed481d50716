"""How good the suggestions are, and what was learned: measured and shown."""
