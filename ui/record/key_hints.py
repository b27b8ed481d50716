"""Which keys work on the focused row, for the line of hints and the context menu."""

from __future__ import annotations

from models.codebook import Field
from models.events import State
from models.language import later
from models.review import ShownValue
from ui.actions import BY_KEY, shown_keys
from ui.widgets.hint_bar import Hint


def key_hints(
    field: Field | None, shown: ShownValue | None, *, is_editing: bool, has_offers: bool = False
) -> list[Hint]:
    """The keys to show, most wanted first."""
    if is_editing:
        return [("↵", later("save")), ("Esc", later("leave")), ("Alt S", later("from the article"))]
    if field is None:
        return _hints(("new_event", later("new event")), ("no_event", later("no event here")))
    if shown is None:
        return _hints(
            *([("take_alternative", later("take"))] if has_offers else []),
            ("accept", later("enter")),
            ("mark_not_reported", later("not reported")),
            ("select_evidence", later("from the article")),
        )
    if shown.state is State.SUGGESTED:
        hints = [
            ("accept", later("accept")),
            ("reject", later("reject")),
            ("correct", later("correct")),
        ]
        hints += [("mark_not_reported", later("not reported"))]
        return _hints(
            *hints, *([("take_alternative", later("take"))] if shown.alternatives else [])
        )
    hints = [
        ("accept", later("next")),
        ("correct", later("correct")),
        ("clear_decision", later("clear")),
    ]
    hints += [("add_value", later("add"))] if field.multiple else []
    return _hints(*hints, ("select_evidence", later("evidence")))


def menu_keys(field: Field, shown: ShownValue | None) -> tuple[str, ...]:
    """The actions of the context menu of a row."""
    keys = []
    if shown and shown.state in (State.SUGGESTED, State.REJECTED):
        keys.append("accept")
    if shown and shown.value is not None and shown.state is not State.REJECTED:
        keys.append("reject")
    keys.append("correct")
    if shown and field.multiple:
        keys.append("add_value")
    keys += ["mark_not_reported", "select_evidence"]
    if shown and shown.value is not None and shown.state is not State.REJECTED:
        keys += ["move_value", "copy_value"]
    if shown and shown.decision:
        keys.append("clear_decision")
    return tuple(keys)


def _hints(*wanted: tuple[str, str]) -> list[Hint]:
    return [(keys[0], words) for key, words in wanted if (keys := shown_keys(BY_KEY[key]))]
