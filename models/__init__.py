"""What Eventdesk is about: articles, codebooks, events, values, edits. Standard library only."""
