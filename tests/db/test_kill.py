"""A program that is killed loses nothing that was shown as saved."""

from __future__ import annotations

from pathlib import Path

from bench.kill import kill_reviews
from bench.undo_walk import walk


def test_a_killed_review_loses_no_decision_that_was_shown_as_saved(tmp_path: Path) -> None:
    outcome = kill_reviews(tmp_path / "kill.db", 5)

    assert outcome.findings == ()
    assert outcome.decisions >= 5


def test_many_edits_are_undone_and_redone_across_restarts(tmp_path: Path) -> None:
    assert walk(tmp_path / "walk.db", 150) == []
