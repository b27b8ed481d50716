"""What one row of the table of actions says."""

from __future__ import annotations

from dataclasses import dataclass

from models.language import tr

PLAIN = True


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing that a key, a menu or the palette starts.

    `keys` are Qt key strings, the first is the one shown; `english` and `english_hint` are what
    the code calls it and one line of help, `text` and `hint` the same in the language in force.
    `letter`: at least one key is plain (without Ctrl, Alt or Meta), so that it must not fire while
    somebody types in a box; `ui.typing_guard` sees to that. In the menu, `has_rule_before` draws a
    line above it and `is_checkable` gives it a tick; `needs_project`: it is of no use on the start
    screen (what the menus View and Help hold works there, too).
    """

    key: str
    english: str
    keys: tuple[str, ...]
    menu: str
    english_hint: str
    letter: bool = False
    is_checkable: bool = False
    has_rule_before: bool = False
    needs_project: bool = True

    @property
    def text(self) -> str:
        return tr(self.english)

    @property
    def hint(self) -> str:
        return tr(self.english_hint)
