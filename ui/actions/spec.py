"""What one row of the table of actions says."""

from __future__ import annotations

from dataclasses import dataclass

PLAIN = True


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
