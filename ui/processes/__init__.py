"""Programs beside the window: engine, second suggester, lessons, comparing; each has a client."""
