"""How everything looks: one theme of named tokens, its colours, type scale and unit of space."""

from __future__ import annotations

from ui.theme.theme import (
    FIELD,
    GROUP,
    HEADLINE,
    MEDIUM,
    NOTE,
    READING,
    REGULAR,
    SEMIBOLD,
    SUMMARY,
    TITLE,
    UNIT,
    Appearance,
    ReadingFont,
    Theme,
)

__all__ = [
    "FIELD",
    "GROUP",
    "HEADLINE",
    "MEDIUM",
    "NOTE",
    "READING",
    "REGULAR",
    "SEMIBOLD",
    "SUMMARY",
    "TITLE",
    "UNIT",
    "Appearance",
    "ReadingFont",
    "Theme",
]
