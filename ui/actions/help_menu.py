"""Rows of the Help menu: keys, log, about."""

from __future__ import annotations

from ui.actions.spec import PLAIN, ActionSpec

HELP: tuple[ActionSpec, ...] = (
    ActionSpec("shortcuts", "All keys", ("?",), "Help", "Shows every key.", PLAIN),
    ActionSpec("guide", "Guide", ("F1",), "Help", "Opens the guide at what you are doing."),
    ActionSpec("first_steps", "First steps", (), "Help", "Three cards for the beginning."),
    ActionSpec(
        "change_keys",
        "Change keys …",
        (),
        "Help",
        "Gives actions keys of your own; says what a new key collides with.",
    ),
    ActionSpec(
        "open_log",
        "Show log file",
        (),
        "Help",
        "Opens the folder of the log file, to attach it to a report.",
    ),
    ActionSpec(
        "about",
        "About Eventdesk",
        (),
        "Help",
        "Version, licences, and where the project file is.",
        has_rule_before=True,
    ),
)
