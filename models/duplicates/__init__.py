"""Which articles say the same: copies of one text, and reports of one incident. Pure."""
