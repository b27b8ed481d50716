"""Splits of a project: kept by name, brought up to date, written as a file a side."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.exports.exporting import Wanted, hand_out
from db.exports.splits import bring_up_to_date, counts_words, sides, splits
from db.project import Project
from models.article import Article
from models.edits import AddArticles
from models.errors import UserError
from models.events import Event, FieldValue, Link, State
from models.splits import Method, Plan

WORDS = ["river", "bridge", "market", "school", "mayor"]
WORDS += ["harvest", "tractor", "museum", "orchard", "violin"]


def article(number: int, text: str = "") -> Article:
    own = " ".join(WORDS[(number * k) % 10] + str(number * k) for k in range(1, 40))
    day = date(2024, 1, 1) + timedelta(days=number)
    return Article(f"a{number}", text or own, f"T{number}", "Wire", None, day)


def add(project: Project, *articles: Article, events: tuple[Event, ...] = ()) -> None:
    project.apply(AddArticles("Import", articles, events), "ana")


def test_a_split_is_kept_and_new_articles_join_their_copies(
    open_project: Callable[[], Project],
) -> None:
    add(open_project(), *(article(number) for number in range(10)))
    made = bring_up_to_date(open_project(), "main", Plan(seed=7))
    before = sides(open_project(), "main")

    copy = Article("copy", article(3).text)
    add(open_project(), copy, article(20))
    grown = bring_up_to_date(open_project(), "main")

    after = sides(open_project(), "main")
    assert made.counts == {"train": 8, "dev": 1, "test": 1}
    assert counts_words(made) == "train 8, dev 1, test 1"
    assert before.items() <= after.items()
    assert after["copy"] == before["a3"]
    assert sum(grown.counts.values()) == 12
    assert [split.name for split in splits(open_project())] == ["main"]
    assert open_project().check() == []


def test_reports_of_one_event_are_on_one_side(project: Project) -> None:
    note = FieldValue("v", "note", "x", State.ADDED)
    events = tuple(
        Event(f"e{number}", f"a{number}", "ana", values=(note,), links=links)
        for number, links in enumerate([(Link("same_as", "e9"),), *[()] * 9])
    )
    add(project, *(article(number) for number in range(10)), events=events)

    for seed in range(5):
        bring_up_to_date(project, f"s{seed}", Plan(seed=seed, shares=(0.5, 0.25, 0.25)))
        found = sides(project, f"s{seed}")
        assert found["a0"] == found["a9"]


def test_a_split_by_time_is_found_once_and_holds_for_what_comes(project: Project) -> None:
    add(project, *(article(number) for number in range(10)), Article("none", "No day at all."))
    plan = Plan(Method.TIME, shares=(0.5, 0.3, 0.2))

    made = bring_up_to_date(project, "time", plan)
    add(project, article(30))
    grown = bring_up_to_date(project, "time", plan)

    assert made.plan.bounds == (date(2024, 1, 5), date(2024, 1, 8))
    assert grown.plan == made.plan
    assert grown.counts == {"": 1, "train": 5, "dev": 3, "test": 3}
    assert counts_words(grown).endswith("1 left out")


def test_a_name_stands_for_one_way_of_splitting(project: Project) -> None:
    add(project, article(1))
    bring_up_to_date(project, "main")

    with pytest.raises(UserError, match="main was made by random with the seed 1"):
        bring_up_to_date(project, "main", Plan(seed=2))
    with pytest.raises(UserError, match="needs a name"):
        bring_up_to_date(project, " ")
    with pytest.raises(UserError, match="has no split other"):
        hand_out(project, Path("-"), Wanted("csv", split="other"))


def test_each_side_is_a_file(project: Project, tmp_path: Path) -> None:
    add(project, *(article(number) for number in range(10)))
    bring_up_to_date(project, "main")

    for form, out in (("jsonl", tmp_path / "out.jsonl"), ("jsonl", tmp_path / "set")):
        handed = hand_out(project, out, Wanted(form, split="main"))
        assert handed.count == 10

    assert sorted(path.name for path in tmp_path.glob("out.*")) == [
        f"out.{side}.jsonl" for side in ("dev", "test", "train")
    ]
    held = sides(project, "main")
    for side in ("train", "dev", "test"):
        text = (tmp_path / "set" / f"articles.{side}.jsonl").read_text(encoding="utf-8")
        assert text == (tmp_path / f"out.{side}.jsonl").read_text(encoding="utf-8")
        for line in map(json.loads, text.splitlines()):
            assert (line["split"], held[line["id"]]) == (side, side)
    card = (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
    assert "| dev | 1 |" in card
    assert "| train | 8 |" in card


def test_a_hugging_face_folder_holds_the_sides_by_name(project: Project, tmp_path: Path) -> None:
    import pyarrow.parquet

    add(project, *(article(number) for number in range(10)))
    bring_up_to_date(project, "main")

    hand_out(project, tmp_path / "set", Wanted("hf", split="main"))
    card = (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
    assert "Split `main`, made at random with the seed 1 and the shares" in card

    shards = {
        path.name.split("-")[0]: pyarrow.parquet.read_table(path).column("article_id").to_pylist()
        for path in (tmp_path / "set" / "data").iterdir()
    }
    held = sides(project, "main")
    assert {id_: side for side, ids in shards.items() for id_ in ids} == held


def test_records_of_one_event_share_an_id_in_tables(project: Project, tmp_path: Path) -> None:
    note = FieldValue("v", "note", "x", State.ADDED)
    events = (
        Event("e1", "a1", "ana", proposal_id="p1", values=(note,)),
        Event("e2", "a2", "ana", values=(note,), links=(Link("same_as", "p1"),)),
        Event("e3", "a2", "ana", 1, values=(note,)),
    )
    add(project, article(1), article(2), events=events)

    hand_out(project, tmp_path / "out.csv", Wanted("csv"))

    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index("common_event")
    assert [line.split(",")[place] for line in lines[1:]] == ["e1", "e1", "e3"]
