"""Outputs that are gone on with after an interruption."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.resuming import resumable
from models.errors import UserError


def write(path: Path, lines: list[str], stop_at: int | None = None, basis: str = "one") -> int:
    """Writes lines, perhaps broken off; returns with how many it began."""
    with resumable(path, [basis]) as output:
        began = output.done
        for n, line in enumerate(lines[began:], began):
            if n == stop_at:
                output.file.write("half a li")
                raise KeyboardInterrupt
            output.file.write(line)
            output.step()
    return began


@settings(max_examples=25)
@given(st.lists(st.text("aé😀", max_size=5), max_size=130), st.data())
def test_however_often_it_is_broken_off_it_ends_with_the_whole(tmp_path_factory, words, data):
    # A folder for each: an example may be given up between two runs.
    folder: Path = tmp_path_factory.mktemp("resuming")
    path, lines = folder / "out.txt", [f"{word}\n" for word in words]
    for _ in range(data.draw(st.integers(0, 3))):
        stop = data.draw(st.integers(0, max(0, len(lines) - 1)))
        if lines:
            with contextlib.suppress(KeyboardInterrupt):
                write(path, lines, stop)

    write(path, lines)

    assert path.read_bytes().decode() == "".join(lines)
    assert list(folder.iterdir()) == [path]


def test_another_basis_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with pytest.raises(KeyboardInterrupt):
        write(path, ["a\n"] * 90, 70)

    assert write(path, ["b\n"] * 3, basis="two") == 0
    assert path.read_text() == "b\nb\nb\n"


def test_the_file_that_is_there_stays_until_the_end_and_if_it_is_not_to_be_kept(
    tmp_path: Path,
) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    with resumable(path, ["one"]) as output:
        output.file.write("new")
        assert path.read_text() == "old"
        output.keep = False

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_mark_that_makes_no_sense_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with pytest.raises(KeyboardInterrupt):
        write(path, ["a\n"] * 90, 70)
    [marks] = tmp_path.glob(".*.mark")
    marks.write_text("70 999999")

    assert write(path, ["a\n"] * 90) == 0


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no folder"):
        write(tmp_path / "no" / "out.txt", [])
