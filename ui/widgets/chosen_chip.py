"""Chips of which one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtWidgets import QPushButton

_Choice = TypeVar("_Choice")


def choose_by(chips: Mapping[_Choice, QPushButton], choose: Callable[[_Choice], None]) -> None:
    """Let a click on one of the chips, which have one parent, choose what it stands for."""
    for choice, chip in chips.items():
        chip.setProperty("chip", "true")
        chip.setCheckable(True)
        chip.setAutoExclusive(True)
        chip.setAutoDefault(False)
        chip.clicked.connect(lambda *, to=choice: choose(to))
