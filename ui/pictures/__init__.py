"""Pictures of the real window: a scripted review, and every screen in all sizes and looks."""
