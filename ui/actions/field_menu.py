"""Rows of the Field menu: what is done with the focused field."""

from __future__ import annotations

from ui.actions.spec import PLAIN, ActionSpec

FIELD: tuple[ActionSpec, ...] = (
    ActionSpec(
        "previous_field", "Previous field", ("Up",), "Field", "Moves to the row above.", PLAIN
    ),
    ActionSpec("next_field", "Next field", ("Down",), "Field", "Moves to the row below.", PLAIN),
    ActionSpec(
        "previous_value",
        "Previous value",
        ("Left",),
        "Field",
        "Moves to the value on the left of the same row.",
        PLAIN,
    ),
    ActionSpec(
        "next_value",
        "Next value",
        ("Right",),
        "Field",
        "Moves to the value on the right of the same row.",
        PLAIN,
    ),
    ActionSpec(
        "accept",
        "Accept value",
        ("Return", "Enter"),
        "Field",
        "Accepts the suggested value and moves on; on an empty field it opens the editor.",
        PLAIN,
    ),
    ActionSpec("reject", "Reject value", ("X",), "Field", "Says that the value is wrong.", PLAIN),
    ActionSpec(
        "correct",
        "Correct value",
        ("E", "F2"),
        "Field",
        "Opens the editor; what you type replaces the value.",
        PLAIN,
    ),
    ActionSpec(
        "add_value",
        "Add another value",
        ("A",),
        "Field",
        "Enters one more value on a field that can hold several.",
        PLAIN,
    ),
    ActionSpec(
        "take_alternative",
        "Take an alternative",
        ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
        "Field",
        "Takes the answer of that number under the row.",
        PLAIN,
    ),
    ActionSpec(
        "more_alternatives",
        "More answers",
        (".",),
        "Field",
        "Shows up to ten answers under the row instead of five.",
        PLAIN,
    ),
    ActionSpec(
        "search_codebook",
        "Search the codebook",
        ("Ctrl+Shift+K",),
        "Field",
        "Finds words in its definitions, boundary rules and examples, below the fields.",
    ),
    ActionSpec(
        "mark_not_reported",
        "Mark not reported",
        ("M",),
        "Field",
        "Says that you looked and the article is silent on the field.",
        PLAIN,
    ),
    ActionSpec(
        "clear_decision",
        "Clear decision",
        ("Ctrl+Backspace",),
        "Field",
        "Takes your decision on the value back, as if nobody had looked.",
    ),
    ActionSpec(
        "move_value",
        "Move value to another event …",
        ("Ctrl+Shift+M",),
        "Field",
        "Gives the value with its evidence to another event, or to a new one.",
    ),
    ActionSpec(
        "copy_value",
        "Copy value to another event …",
        ("Ctrl+Shift+C",),
        "Field",
        "Gives it to another event, and it stays here, too.",
    ),
    ActionSpec(
        "select_evidence",
        "Select evidence",
        ("S", "Alt+S"),
        "Field",
        "Puts a cursor into the article: move by words, Tab by phrases; Enter takes.",
        PLAIN,
        has_rule_before=True,
    ),
)
