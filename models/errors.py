"""The one kind of error that a user can act on; everything else that is raised is a bug."""

from __future__ import annotations


class UserError(Exception):
    """Something outside the app is wrong, and the message says what, where and what to do.

    The message is one sentence (or two) in plain words, shown to the user as it stands:
    never a traceback, never jargon.
    """
