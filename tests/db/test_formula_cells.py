"""Formula cells are harmless in a table and whole again after import."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from db.formats.formula_cells import neutralised, restored

_CELLS = st.text() | st.from_regex(r"'{0,3}[=+\-@\t\r\n]?[\w.'=]*", fullmatch=True)


@given(_CELLS)
@example("'=1")
@example("-5")
@example("'-5")
def test_every_cell_comes_back_as_it_was(cell: str) -> None:
    assert restored(neutralised(cell)) == cell


@given(_CELLS)
def test_a_cell_that_no_spreadsheet_would_run_stays_as_it_is(cell: str) -> None:
    assume(neutralised(cell) == cell)
    assert restored(cell) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1"])  # noqa: RUF001
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    assert neutralised(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-5", "+4.25", "a=b", "", "'quoted'", "'tis"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert neutralised(cell) == cell
