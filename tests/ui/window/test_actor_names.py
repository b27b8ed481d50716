"""Names of actors into the project and out of it, from the Project menu."""

from __future__ import annotations

from pathlib import Path

from models.actors import ActorEntry
from ui.window.main_window import MainWindow


def test_names_come_in_as_one_edit_and_go_out_as_the_same_table(
    review: MainWindow, answers, tmp_path: Path
) -> None:
    table, out = tmp_path / "names.csv", tmp_path / "out.csv"
    table.write_text("name;other_name;country\nSalt Front;SF;DZA\nSalt Front;Front of Salt;\n")
    answers.files, answers.target = [table], out

    review.actions_table.by_key["import_names"].trigger()

    known = ActorEntry("Salt Front", ("Front of Salt", "SF"), "DZA")
    assert review.session.actors.entries == (known,)
    review.actions_table.by_key["export_names"].trigger()
    assert out.read_text().splitlines()[1:] == [
        "Salt Front,Front of Salt,DZA,",
        "Salt Front,SF,DZA,",
    ]
    review.session.undo()
    assert review.session.actors.entries == ()
    assert answers.told == []


def test_rows_that_cannot_be_read_are_told_and_the_rest_comes_in(
    review: MainWindow, answers, tmp_path: Path
) -> None:
    table = tmp_path / "names.csv"
    table.write_text("name,other_name,country\nSalt Front,SF,Atlantis\nDune Front,DF,\n")
    answers.files = [table]

    review.actions_table.by_key["import_names"].trigger()

    assert [one.name for one in review.session.actors.entries] == ["Dune Front"]
    assert "row" in answers.told[0]
    assert "Atlantis" in answers.told[0]


def test_a_file_that_is_no_such_table_is_refused_in_words(
    review: MainWindow, answers, tmp_path: Path
) -> None:
    answers.files = [tmp_path / "gone.csv"]

    review.actions_table.by_key["import_names"].trigger()

    assert "gone.csv" in answers.told[0]
