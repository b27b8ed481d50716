"""Commands that show the window: open, sample, and the tour of it without a display."""

from __future__ import annotations

import argparse
import gc
import os
from pathlib import Path

from cli.console import DONE, REFUSED, say
from models.errors import UserError
from ui.system import advice, has_display, missing_libraries


def open_window(arguments: argparse.Namespace) -> int:
    if not has_display():
        say(
            "There is no display to open a window on. `main.py tour` does the main job without one."
        )
        return REFUSED
    if missing := missing_libraries(window=True):
        raise UserError(advice(missing))
    # Nothing is garbage while modules load; looking for it takes a tenth of the start. The window
    # turns it on again.
    gc.disable()
    from ui.lean import start_lean

    start_lean()
    from ui.app import run

    return run(arguments.project)


def open_sample(arguments: argparse.Namespace) -> int:
    from db.sample import sample_project_path

    if not has_display():
        say("There is no display to open a window on, so this is the tour of it.")
        arguments.out = Path("tour")
        return tour(arguments)

    arguments.project = sample_project_path()
    return open_window(arguments)


def tour(arguments: argparse.Namespace) -> int:
    if missing := missing_libraries(window=False):
        raise UserError(advice(missing))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if getattr(arguments, "screens", None):
        from ui.pictures.screens import screens

        screens(arguments.screens, say=say)
        return DONE
    from ui.pictures import tour as scripted

    out: Path = arguments.out
    scripted.tour(out, say=say)
    return DONE
