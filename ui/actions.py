"""Every action of the window in one table: menus, palette, key sheet, hints and guide read it."""

from __future__ import annotations

from dataclasses import dataclass

MENUS = ("Project", "Edit", "Field", "Event", "Article", "View", "Help")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing that a key, a menu or the palette starts.

    `keys` are Qt key strings, the first is the one shown; `hint` is one line of help.
    `letter`: at least one key is plain (without Ctrl, Alt or Meta), so that it must not fire while
    somebody types in a box; `ui.typing_guard` sees to that.
    """

    key: str
    text: str
    keys: tuple[str, ...]
    menu: str
    hint: str
    letter: bool = False


_PLAIN = True

ACTIONS: tuple[ActionSpec, ...] = (
    # Project
    ActionSpec(
        "new_project",
        "New project …",
        ("Ctrl+Shift+N",),
        "Project",
        "Makes an empty project file with a codebook of your choice.",
    ),
    ActionSpec(
        "open_project", "Open project …", ("Ctrl+O",), "Project", "Opens another project file."
    ),
    ActionSpec(
        "import_articles",
        "Import articles …",
        ("Ctrl+I",),
        "Project",
        "Brings articles in from text files and exchange files.",
    ),
    ActionSpec(
        "export_dataset",
        "Export dataset …",
        ("Ctrl+Shift+E",),
        "Project",
        "Writes the confirmed records to a file.",
    ),
    ActionSpec(
        "change_annotator",
        "Change annotator …",
        (),
        "Project",
        "Lets somebody else code in this project, beside the work that is there.",
    ),
    ActionSpec("edit_codebook", "Edit codebook …", (), "Project", "Changes fields and answers."),
    ActionSpec(
        "suggestion_quality",
        "How good are the suggestions …",
        (),
        "Project",
        "Measures them on held-out articles; what was learned, learning now, export and reset.",
    ),
    ActionSpec(
        "chat_endpoint",
        "Second suggester …",
        (),
        "Project",
        "Lets a chat model propose as well; says which host sees the texts.",
    ),
    ActionSpec(
        "settings",
        "Settings …",
        ("Ctrl+,",),
        "Project",
        "Appearance, reading, language model, annotator.",
    ),
    ActionSpec(
        "close_project",
        "Close project",
        ("Ctrl+W",),
        "Project",
        "Goes back to the start screen; everything is already saved.",
    ),
    ActionSpec(
        "quit", "Quit", ("Ctrl+Q",), "Project", "Closes Eventdesk; everything is already saved."
    ),
    # Edit
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
    ),
    ActionSpec(
        "search",
        "Search articles",
        ("/",),
        "Edit",
        "Puts the cursor into the search box of the queue.",
        _PLAIN,
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
    ActionSpec(
        "bulk",
        "Change all articles shown",
        ("Ctrl+Shift+G",),
        "Article",
        "Marks or assigns all articles that the queue shows, or those selected; one undo takes "
        "it back.",
    ),
    # Field
    ActionSpec(
        "previous_field", "Previous field", ("Up",), "Field", "Moves to the row above.", _PLAIN
    ),
    ActionSpec("next_field", "Next field", ("Down",), "Field", "Moves to the row below.", _PLAIN),
    ActionSpec(
        "previous_value",
        "Previous value",
        ("Left",),
        "Field",
        "Moves to the value on the left of the same row.",
        _PLAIN,
    ),
    ActionSpec(
        "next_value",
        "Next value",
        ("Right",),
        "Field",
        "Moves to the value on the right of the same row.",
        _PLAIN,
    ),
    ActionSpec(
        "accept",
        "Accept value",
        ("Return", "Enter"),
        "Field",
        "Accepts the suggested value and moves on; on an empty field it opens the editor.",
        _PLAIN,
    ),
    ActionSpec("reject", "Reject value", ("X",), "Field", "Says that the value is wrong.", _PLAIN),
    ActionSpec(
        "correct",
        "Correct value",
        ("E", "F2"),
        "Field",
        "Opens the editor; what you type replaces the value.",
        _PLAIN,
    ),
    ActionSpec(
        "add_value",
        "Add another value",
        ("A",),
        "Field",
        "Enters one more value on a field that can hold several.",
        _PLAIN,
    ),
    ActionSpec(
        "take_alternative",
        "Take an alternative",
        ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
        "Field",
        "Takes the answer of that number under the row.",
        _PLAIN,
    ),
    ActionSpec(
        "mark_not_reported",
        "Mark not reported",
        ("M",),
        "Field",
        "Says that you looked and the article is silent on the field.",
        _PLAIN,
    ),
    ActionSpec(
        "clear_decision",
        "Clear decision",
        ("Ctrl+Backspace",),
        "Field",
        "Takes your decision on the value back, as if nobody had looked.",
    ),
    ActionSpec(
        "select_evidence",
        "Select evidence",
        ("S", "Alt+S"),
        "Field",
        "Puts a cursor into the article: move by words, Tab by phrases; Enter takes.",
        _PLAIN,
    ),
    # Event
    ActionSpec("next_event", "Next event", ("Tab",), "Event", "Moves to the next tab.", _PLAIN),
    ActionSpec(
        "previous_event",
        "Previous event",
        ("Shift+Tab",),
        "Event",
        "Moves to the tab before.",
        _PLAIN,
    ),
    ActionSpec("new_event", "New event", ("N",), "Event", "Adds an empty event.", _PLAIN),
    ActionSpec(
        "duplicate_event",
        "Duplicate event",
        ("D",),
        "Event",
        "Adds a copy of the event, to split one report into two.",
        _PLAIN,
    ),
    ActionSpec(
        "delete_event",
        "Delete event",
        ("Delete", "Ctrl+D"),
        "Event",
        "Takes the event away: what was suggested is no event.",
        _PLAIN,
    ),
    ActionSpec(
        "edit_links",
        "Links to other events …",
        ("Ctrl+L",),
        "Event",
        "Lists the event's links, to accept, add or remove them; type a kind or an event.",
    ),
    ActionSpec(
        "accept_link",
        "Accept link",
        ("Alt+L",),
        "Event",
        "Accepts the first suggested link of the event that waits.",
    ),
    ActionSpec(
        "reject_link",
        "Reject link",
        ("Alt+Shift+L",),
        "Event",
        "Says that the first suggested link that waits is wrong.",
    ),
    ActionSpec(
        "accept_event",
        "Accept this event",
        ("Shift+Return", "Shift+Enter"),
        "Event",
        "Accepts every suggestion that waits in this event, marked as accepted in bulk.",
        _PLAIN,
    ),
    ActionSpec(
        "accept_all",
        "Accept all shown",
        ("Ctrl+Shift+A",),
        "Event",
        "Accepts every suggestion in the events on the tabs, marked as accepted in bulk.",
    ),
    # Article
    ActionSpec(
        "next_article",
        "Next article",
        ("J", "Ctrl+Down"),
        "Article",
        "Opens the next article of the queue.",
        _PLAIN,
    ),
    ActionSpec(
        "previous_article",
        "Previous article",
        ("K", "Ctrl+Up"),
        "Article",
        "Opens the article before in the queue.",
        _PLAIN,
    ),
    ActionSpec(
        "done_next",
        "Done and next",
        ("Ctrl+Return", "Ctrl+Enter"),
        "Article",
        "Marks the article done and opens the next one to do.",
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
        _PLAIN,
    ),
    ActionSpec(
        "flag",
        "Flag article",
        ("F",),
        "Article",
        "Marks the article for a second look, or takes the mark away.",
        _PLAIN,
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
    # View
    ActionSpec(
        "read_on",
        "Read on",
        ("Space",),
        "View",
        "Scrolls the article by a page, wherever the keyboard is.",
        _PLAIN,
    ),
    ActionSpec("read_back", "Read back", ("Shift+Space",), "View", "Scrolls it back.", _PLAIN),
    ActionSpec("zoom_in", "Larger text", ("Ctrl++", "Ctrl+="), "View", "Sets the article larger."),
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
    ),
    ActionSpec(
        "theme_system",
        "Colours of the system",
        (),
        "View",
        "Follows the light or dark appearance of the system.",
    ),
    ActionSpec("theme_light", "Light colours", (), "View", "Dark text on light paper."),
    ActionSpec("theme_dark", "Dark colours", (), "View", "Light text on dark paper."),
    ActionSpec(
        "toggle_theme",
        "Light or dark",
        ("Ctrl+Shift+L",),
        "View",
        "Changes between light and dark colours.",
    ),
    ActionSpec("toggle_queue", "Queue", ("Ctrl+B",), "View", "Shows or hides the queue."),
    ActionSpec("toggle_record", "Record", ("Ctrl+Shift+B",), "View", "Shows or hides the record."),
    ActionSpec(
        "next_pane",
        "Next pane",
        ("F6",),
        "View",
        "Moves the keyboard to queue, article and record in turn.",
    ),
    ActionSpec("full_screen", "Full screen", ("F11",), "View", "Uses the whole screen."),
    # Help
    ActionSpec("shortcuts", "All keys", ("?", "F1"), "Help", "Shows every key.", _PLAIN),
    ActionSpec(
        "open_log",
        "Show log file",
        (),
        "Help",
        "Opens the folder of the log file, to attach it to a report.",
    ),
    ActionSpec(
        "about", "About Eventdesk", (), "Help", "Version, licences, and where the project file is."
    ),
)

BY_KEY: dict[str, ActionSpec] = {spec.key: spec for spec in ACTIONS}

_SIGNS = {
    "Return": "↵",
    "Enter": "↵",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Backspace": "⌫",
    "Delete": "Del",
}


def of_menu(menu: str) -> tuple[ActionSpec, ...]:
    """The actions of one menu, in the order of the table."""
    return tuple(spec for spec in ACTIONS if spec.menu == menu)


def shown_key(key: str) -> str:
    """A Qt key string as it is shown on a key cap: `Ctrl+Return` is `Ctrl ↵`."""
    if key.endswith("++"):
        return f"{key[:-2].replace('+', ' ')} +"
    return " ".join(_SIGNS.get(part, part) for part in key.split("+"))


def shown_keys(spec: ActionSpec) -> tuple[str, ...]:
    """The key caps of an action without doubles; `1` to `9` are one cap."""
    if spec.key == "take_alternative":
        return ("1–9",)
    return tuple(dict.fromkeys(shown_key(key) for key in spec.keys))
