"""Rows of the Edit menu: undo, history, finding."""

from __future__ import annotations

from ui.actions.spec import PLAIN, ActionSpec

EDIT: tuple[ActionSpec, ...] = (
    ActionSpec("undo", "Undo", ("Ctrl+Z",), "Edit", "Takes the last decision back."),
    ActionSpec(
        "redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit", "Does again what was undone last."
    ),
    ActionSpec(
        "history",
        "History …",
        ("Ctrl+H",),
        "Edit",
        "Who changed what when in this article, old and new; leads back to any point.",
    ),
    ActionSpec(
        "palette",
        "Find a command, field or event …",
        ("Ctrl+K",),
        "Edit",
        "Lists every action, field and event; type a few letters of it.",
        has_rule_before=True,
        needs_project=False,
    ),
    ActionSpec(
        "search",
        "Search articles",
        ("/",),
        "Edit",
        "Puts the cursor into the search box of the queue.",
        PLAIN,
    ),
    ActionSpec(
        "find_in_article",
        "Find in article",
        ("Ctrl+F",),
        "Edit",
        "Shows where words stand in the open article.",
    ),
    ActionSpec("find_next", "Find next", ("F3",), "Edit", "Goes to the next place found."),
    ActionSpec(
        "find_previous",
        "Find previous",
        ("Shift+F3",),
        "Edit",
        "Goes to the previous place found.",
    ),
    ActionSpec(
        "filter_queue",
        "Filter articles",
        ("Ctrl+Shift+F",),
        "Edit",
        "Narrows the queue by source, date, country, event type, problems; keeps filters.",
    ),
)
