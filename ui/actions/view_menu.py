"""Rows of the View menu: reading, sizes, colours, panes."""

from __future__ import annotations

from ui.actions.spec import PLAIN, ActionSpec

VIEW: tuple[ActionSpec, ...] = (
    ActionSpec(
        "read_on",
        "Read on",
        ("Space",),
        "View",
        "Scrolls the article by a page, wherever the keyboard is.",
        PLAIN,
    ),
    ActionSpec("read_back", "Read back", ("Shift+Space",), "View", "Scrolls it back.", PLAIN),
    ActionSpec(
        "zoom_in",
        "Larger text",
        ("Ctrl++", "Ctrl+="),
        "View",
        "Sets the article larger.",
        has_rule_before=True,
    ),
    ActionSpec("zoom_out", "Smaller text", ("Ctrl+-",), "View", "Sets the article smaller."),
    ActionSpec("zoom_reset", "Normal text size", ("Ctrl+0",), "View", "Sets the article as usual."),
    ActionSpec(
        "reading_font",
        "Serif, sans serif or monospace",
        (),
        "View",
        "Changes the family that articles are set in.",
    ),
    ActionSpec(
        "paragraph_numbers",
        "Paragraph numbers",
        ("Ctrl+Shift+P",),
        "View",
        "Shows the number of each paragraph in the margin.",
        is_checkable=True,
    ),
    ActionSpec(
        "theme_system",
        "Colours of the system",
        (),
        "View",
        "Follows the light or dark appearance of the system.",
        is_checkable=True,
        has_rule_before=True,
    ),
    ActionSpec(
        "theme_light", "Light colours", (), "View", "Dark text on light paper.", is_checkable=True
    ),
    ActionSpec(
        "theme_dark", "Dark colours", (), "View", "Light text on dark paper.", is_checkable=True
    ),
    ActionSpec(
        "toggle_theme",
        "Light or dark",
        ("Ctrl+Shift+L",),
        "View",
        "Changes between light and dark colours.",
    ),
    ActionSpec(
        "toggle_queue",
        "Queue",
        ("Ctrl+B",),
        "View",
        "Shows or hides the queue.",
        is_checkable=True,
        has_rule_before=True,
    ),
    ActionSpec(
        "toggle_record",
        "Record",
        ("Ctrl+Shift+B",),
        "View",
        "Shows or hides the record.",
        is_checkable=True,
    ),
    ActionSpec(
        "next_pane",
        "Next pane",
        ("F6",),
        "View",
        "Moves the keyboard to queue, article and record in turn.",
    ),
    ActionSpec(
        "move_pane_left",
        "Move pane left",
        ("Ctrl+Shift+PgUp",),
        "View",
        "Queue, article or record, where the keyboard is, changes places with the pane beside it.",
    ),
    ActionSpec(
        "move_pane_right",
        "Move pane right",
        ("Ctrl+Shift+PgDown",),
        "View",
        "The same to the other side.",
    ),
    ActionSpec(
        "usual_panes",
        "Usual order of panes",
        (),
        "View",
        "Queue left, article in the middle, record right.",
    ),
    ActionSpec(
        "focus_mode",
        "Article and record alone",
        ("F9",),
        "View",
        "Hides queue, menus and status line; once more brings them back.",
    ),
    ActionSpec(
        "full_screen", "Full screen", ("F11",), "View", "Uses the whole screen.", is_checkable=True
    ),
)
