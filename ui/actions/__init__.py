"""The actions of the window, a file for each menu, and the keys in force."""

from __future__ import annotations

from ui.actions.keymap import key_words, keys_of, shown_key, shown_keys, use_keys
from ui.actions.spec import ActionSpec
from ui.actions.table import ACTIONS, BY_KEY, MENUS, of_menu

__all__ = [
    "ACTIONS",
    "BY_KEY",
    "MENUS",
    "ActionSpec",
    "key_words",
    "keys_of",
    "of_menu",
    "shown_key",
    "shown_keys",
    "use_keys",
]
