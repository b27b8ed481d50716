"""The keys in force: those of the table, but for what a person has changed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence

from ui.actions.spec import ActionSpec
from ui.actions.table import ACTIONS, BY_KEY

#: Keys that keep their meaning, and what it is.
FIXED_ACTIONS = frozenset({"take_alternative"})

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

Changes = Mapping[str, tuple[str, ...]]


def normal(key: str) -> str:
    """A key string as Qt writes it (`ctrl+z` is `Ctrl+Z`); empty if it is not one key."""
    sequence = QKeySequence(key)
    return sequence.toString() if sequence.count() == 1 else ""


def in_force(changes: Changes) -> dict[str, tuple[str, ...]]:
    """The keys of every action. A changed key is taken from whoever has it by default.

    Actions, keys and changes that make no sense are passed over; of two changes to the same key
    the one first in the table holds.
    """
    taken: set[str] = {normal(key) for name in FIXED_ACTIONS for key in BY_KEY[name].keys}
    found: dict[str, tuple[str, ...]] = {}
    for spec in ACTIONS:
        if spec.key in changes and spec.key not in FIXED_ACTIONS:
            said = dict.fromkeys(normal(key) for key in changes[spec.key])
            found[spec.key] = tuple(key for key in said if key and key not in taken)
            taken.update(found[spec.key])
    for spec in ACTIONS:
        if spec.key in FIXED_ACTIONS:
            found[spec.key] = spec.keys
        elif spec.key not in found:
            found[spec.key] = tuple(key for key in spec.keys if normal(key) not in taken)
    return found


_keys: dict[str, tuple[str, ...]] = in_force({})


def use_keys(changes: Changes) -> None:
    """Let other keys be in force from now on, for all windows of the program."""
    _keys.clear()
    _keys.update(in_force(changes))


def keys_of(spec: ActionSpec) -> tuple[str, ...]:
    """The Qt key strings of an action that are in force, the one shown first."""
    return _keys[spec.key]


def is_taken(key: str) -> bool:
    """Whether any action has this key now."""
    wanted = normal(key)
    return any(wanted == normal(one) for keys in _keys.values() for one in keys)


def shown_key(key: str) -> str:
    """A Qt key string as it is shown on a key cap: `Ctrl+Return` is `Ctrl ↵`."""
    if key.endswith("++"):
        return f"{key[:-2].replace('+', ' ')} +"
    return " ".join(_SIGNS.get(part, part) for part in key.split("+"))


def shown_keys(spec: ActionSpec) -> tuple[str, ...]:
    """The key caps of an action without doubles; `1` to `9` are one cap."""
    if spec.key == "take_alternative":
        return ("1–9",)
    return tuple(dict.fromkeys(shown_key(key) for key in keys_of(spec)))


def key_words(action: str) -> str:
    """The first key of an action inside a sentence, `Ctrl+Z`; its text if it has none."""
    spec = BY_KEY[action]
    keys = keys_of(spec)
    return keys[0].replace("Return", "Enter") if keys else spec.text
