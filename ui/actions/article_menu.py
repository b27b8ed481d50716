"""Rows of the Article menu: walking the queue, finishing articles."""

from __future__ import annotations

from ui.actions.spec import PLAIN, ActionSpec

ARTICLE: tuple[ActionSpec, ...] = (
    ActionSpec(
        "bulk",
        "Change all articles shown",
        ("Ctrl+Shift+G",),
        "Article",
        "Marks or assigns all articles that the queue shows, or those selected; one undo takes "
        "it back.",
    ),
    ActionSpec(
        "next_article",
        "Next article",
        ("J", "Ctrl+Down"),
        "Article",
        "Opens the next article of the queue.",
        PLAIN,
    ),
    ActionSpec(
        "previous_article",
        "Previous article",
        ("K", "Ctrl+Up"),
        "Article",
        "Opens the article before in the queue.",
        PLAIN,
    ),
    ActionSpec(
        "done_next",
        "Done and next",
        ("Ctrl+Return", "Ctrl+Enter"),
        "Article",
        "Marks the article done and opens the next one to do.",
        has_rule_before=True,
    ),
    ActionSpec(
        "sweep",
        "Sentences left over",
        ("Ctrl+U",),
        "Article",
        "Asks about each sentence that tells of something and that no event claims.",
    ),
    ActionSpec(
        "no_event",
        "No event here",
        ("0",),
        "Article",
        "Says that the article holds no event; negatives are data too.",
        PLAIN,
    ),
    ActionSpec(
        "flag",
        "Flag article",
        ("F",),
        "Article",
        "Marks the article for a second look, or takes the mark away.",
        PLAIN,
    ),
    ActionSpec(
        "skip",
        "Skip article",
        ("Ctrl+Shift+S",),
        "Article",
        "Sets the article aside and opens the next one.",
    ),
    ActionSpec(
        "reopen",
        "Back to do",
        ("Ctrl+Shift+O",),
        "Article",
        "Puts a done, skipped or flagged article back among those to do.",
    ),
    ActionSpec(
        "open_relative",
        "Open the copy or other report",
        ("Ctrl+Shift+R",),
        "Article",
        "Opens the article that the line above the text names.",
    ),
    ActionSpec(
        "carry_over",
        "Carry records over",
        ("Ctrl+R",),
        "Article",
        "Takes your records of the copy or other report over as records of the same events.",
    ),
)
