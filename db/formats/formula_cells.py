"""Keeps spreadsheets from running a cell of a table as a formula, and takes that back on import."""

from __future__ import annotations

import re

_MARK = "'"
# What a spreadsheet begins a formula with; the wide forms count as such in East Asian settings.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - the wide forms are meant
_RISKY = frozenset("'=+-@\t\r\n＝＋－＠")  # noqa: RUF001
_NUMBER = re.compile(r"'*[+-]?\d+(\.\d+)?")


def neutralised(cell: str) -> str:
    """The cell with an apostrophe before it if it would be run; a plain number never is.

    A cell that begins with apostrophes and goes on like a formula gets one more, so that
    `restored(neutralised(cell)) == cell` whatever the cell.
    """
    return _MARK + cell if _looks_run(cell) else cell


def restored(cell: str) -> str:
    """The cell as it was before `neutralised`; one that was never neutralised stays as it is."""
    return cell[1:] if cell.startswith(_MARK) and _looks_run(cell) else cell


def _looks_run(cell: str) -> bool:
    # Most cells begin with a letter, and there are millions of them.
    if cell[:1] not in _RISKY:
        return False
    return _FORMULA.match(cell) is not None and _NUMBER.fullmatch(cell) is None
