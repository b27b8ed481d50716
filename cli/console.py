"""What commands say to people: sentences and progress on stderr, and the exit status."""

from __future__ import annotations

import sys

DONE, REFUSED, USAGE, STOPPED = 0, 1, 2, 130


def say(text: str) -> None:
    """One line on stderr."""
    if sys.stderr is not None:  # Where a program is started without one.
        # The return of the carriage is there to write over the progress, which only people see.
        sys.stderr.write((text if sys.stderr.isatty() else text.removeprefix("\r")) + "\n")


def progress(text: str) -> None:
    """A line that the next one writes over; only where somebody is watching."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"\r{text} …")
        sys.stderr.flush()


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
