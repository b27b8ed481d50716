"""Who changed what when, beside the window."""
