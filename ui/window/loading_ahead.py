"""Loads what the window starts without, a little at a time, before somebody has to wait for it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFont, QFontMetricsF

from db.ids import new_id
from ui.theme import FIELD, HEADLINE, MEDIUM, NOTE, REGULAR, SEMIBOLD, SUMMARY, TITLE, Theme

_BREATH_MS = 20
#: What the first decision, the first place and the page on progress need; `email` is what reading a
#: package's version imports. Each takes some tens of milliseconds.
_MODULES = (
    "email.utils",
    "importlib.metadata",
    "ui.editors.actor",
    "ui.map.pins",
    "ui.map.world",
    "ui.map.map_view",
    "ui.editors.factory",
    "models.suggest.gazetteer",
    "models.progress",
    "ui.progress.progress_dialog",
)
#: Words of an article may stand in these: sizes and weights of the interface.
_TYPES = (
    (FIELD, REGULAR),
    (FIELD, MEDIUM),
    (FIELD, SEMIBOLD),
    (NOTE, REGULAR),
    (SUMMARY, REGULAR),
    (SUMMARY, SEMIBOLD),
    (TITLE, SEMIBOLD),
)
_PICTURE = "\N{POLICE CARS REVOLVING LIGHT}"


def load_ahead(context: QObject, theme: Theme) -> None:
    """Take one step a turn of the event loop, so that the first use is as quick as the next."""
    fonts = [theme.font(size, weight) for size, weight in _TYPES]
    fonts += [theme.reading_font(), theme.reading_font(HEADLINE, SEMIBOLD)]
    steps: list[Callable[[], object]] = [partial(importlib.import_module, n) for n in _MODULES]
    steps += [new_id, _read_actors, *(partial(_find_picture, font) for font in fonts)]
    _take(context, steps)


def _take(context: QObject, steps: Sequence[Callable[[], object]]) -> None:
    if steps:
        steps[0]()
        QTimer.singleShot(_BREATH_MS, context, lambda: _take(context, steps[1:]))


def _read_actors() -> None:
    from models.suggest.actor_list import listed_actors

    listed_actors()


def _find_picture(font: QFont) -> None:
    """Qt looks through all fonts of the system when it meets the first emoji in a font."""
    QFontMetricsF(font).horizontalAdvance(_PICTURE)
