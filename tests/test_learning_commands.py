"""Learning from the command line: labels in, a state out, and what is done with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db import learning
from db.project import Project
from main import main
from models.learned import How
from models.suggest.learning.lesson import is_held_out

VICTIMS = ("two farmers", "a teacher", "three miners", "the mayor", "five peasants", "a judge")
TOWNS = ("Tarma", "Ayacucho", "Pasto", "Neiva")
ARTICLES = 18


def line(number: int) -> dict[str, Any]:
    """An article of which the victims are known; every third has no event."""
    victims, town = VICTIMS[number % len(VICTIMS)], TOWNS[number % len(TOWNS)]
    base = {"id": f"n{number}", "published": "2024-03-05", "source": "Wire"}
    if number % 3 == 2:
        return base | {"text": f"Report {number}. The weather in {town} is fine.", "events": []}
    text = f"Report {number}. Gunmen killed {victims} in {town} on Monday, the police said."
    start = text.index(victims)
    value = {
        "field": "human_target",
        "value": victims,
        "evidence": [[start, start + len(victims)]],
    }
    values = [{"field": "incident_type", "value": "attack"}, value]
    return base | {"text": text, "events": [{"id": f"e{number}", "values": values}]}


def write(path: Path, lines: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a project that has learned, and the labels that it learned from."""
    folder = tmp_path_factory.mktemp("learning")
    gold = write(folder / "gold.jsonl", [line(number) for number in range(ARTICLES)])
    project = folder / "p.db"
    assert main(
        ["import", str(project), str(gold), "--codebook", "muc4", "--confirmed-by", "ana"]
    ) == 0  # fmt: skip
    assert main(["learn", str(project)]) == 0
    return folder


@pytest.fixture
def opened(folder: Path) -> Callable[[str], Project]:
    made: list[Project] = []

    def open_(name: str) -> Project:
        made.append(Project.open(folder / name))
        return made[-1]

    yield open_
    for project in made:
        project.close()


def test_learning_leaves_a_step_with_figures_of_held_out_articles(opened) -> None:
    project = opened("p.db")

    [step] = learning.history(project)

    held_out = sum(is_held_out(f"n{number}") for number in range(ARTICLES))
    assert step.how in (How.LEARNED, How.KEPT)
    assert step.articles == ARTICLES
    assert step.figures["assisted"] is None
    assert step.figures["blind"]["after"]["articles"] == held_out > 0
    assert step.figures["curve"][0][0] == 0
    assert project.check() == []


def test_suggestions_say_what_they_were_made_with(folder: Path, opened) -> None:
    new = write(folder / "new.jsonl", [{**line(0), "id": "new", "text": line(0)["text"] + " Now."}])
    out = folder / "out.jsonl"

    status = main(["suggest", str(new), "-o", str(out), "--learned", str(folder / "p.db")])

    assert status == 0
    [found] = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert found["codebook"] == "muc4@1"
    assert {event["engine"].partition("+")[2][:8] for event in found["events"]} == {"learned@"}


def test_what_taught_does_not_judge(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    unseen = {**line(1), "id": "unseen", "text": line(1)["text"] + " Others fled."}
    seen = [line(number) for number in range(ARTICLES)]
    gold = write(folder / "g.jsonl", [*seen, unseen])

    status = main(["evaluate", str(gold), "--learned", str(folder / "p.db")])

    told = capfd.readouterr()
    assert status == 0
    assert f"{ARTICLES} articles were left out" in told.err
    assert "1 article coded blind" in told.out


def test_where_all_taught_the_held_out_ones_judge_what_is_learned_without_them(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    gold, state = str(folder / "gold.jsonl"), str(folder / "taught.json")
    main(["learn", str(folder / "p.db"), "--export", state])

    of_project = main(["evaluate", gold, "--learned", str(folder / "p.db")])
    told = capfd.readouterr()
    of_file = main(["evaluate", gold, "--learned", state, "--codebook", "muc4"])

    held_out = sum(is_held_out(f"n{number}") for number in range(ARTICLES))
    assert (of_project, of_file) == (0, 1)
    assert told.out.startswith(f"{held_out} article")
    assert "without the held-out ones" in told.err
    assert "nothing left to evaluate on" in capfd.readouterr().err


def test_a_state_goes_to_another_project_and_away_again(folder: Path, opened) -> None:
    state, other = folder / "state.json", folder / "other.db"
    text = folder / "story.txt"
    text.write_text("A story\nGunmen killed two farmers in Tarma.\n", encoding="utf-8")
    main(["import", str(other), str(text), "--codebook", "muc4"])

    assert main(["learn", str(folder / "p.db"), "--export", str(state)]) == 0
    assert main(["learn", str(other), "--import", str(state)]) == 0
    project = opened("other.db")
    held = learning.learned(project)
    assert held is not None
    assert held.state == learning.learned(opened("p.db")).state
    assert len(held.trained_on) == ARTICLES
    assert main(["learn", str(other), "--reset"]) == 0

    assert learning.learned(project) is None
    assert [step.how for step in learning.history(project)] == [How.IMPORTED, How.RESET]
    assert project.check() == []


def test_a_state_in_a_file_suggests_as_the_project_does(folder: Path) -> None:
    main(["learn", str(folder / "p.db"), "--export", str(folder / "state")])
    source = str(write(folder / "one.jsonl", [line(0)]))
    told = []
    for learned in ("p.db", "state"):
        out = folder / f"{learned}.out"
        options = ["--codebook", "muc4", "--learned", str(folder / learned)]
        assert main(["suggest", source, "-o", str(out), *options]) == 0
        told.append(out.read_text(encoding="utf-8"))

    assert told[0] == told[1]


def test_a_damaged_state_is_said_in_a_sentence_and_learned_anew(
    folder: Path, opened, capfd
) -> None:
    copy = folder / "damaged.db"
    copy.write_bytes((folder / "p.db").read_bytes())
    project = opened("damaged.db")
    with project.db.atomic():
        project.db.execute("UPDATE learned SET state = '{}', twin = '[' WHERE state <> ''")
        project.db.execute("UPDATE digests SET data = x'00' WHERE article_id = 'n0'")
    source = str(write(folder / "one.jsonl", [line(0)]))

    suggested = main(["suggest", source, "-o", str(folder / "x"), "--learned", str(copy)])
    learned = main(["learn", str(copy)])

    assert (suggested, learned) == (1, 0)
    assert "let it learn again" in capfd.readouterr().err
    assert learning.history(project)[-1].how is How.LEARNED


def test_a_lesson_for_programs_ends_with_a_line(
    folder: Path, capfd: pytest.CaptureFixture[str], opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.nice", lambda _more: 0, raising=False)  # Not for the rest of the tests.

    assert main(["learn", str(folder / "p.db"), "--lines", "--curve"]) == 0

    last = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert last["type"] in set(How)
    assert last["articles"] == ARTICLES
    curve = learning.history(opened("p.db"))[-1].figures["curve"]
    assert curve[0][0] == 0
    assert len(curve) > 1


@pytest.mark.parametrize("content", ["", "[]", '{"format": "eventdesk-learned"}', "\0"])
def test_a_bad_state_is_refused_in_a_sentence(folder: Path, capfd, content: str) -> None:
    (folder / "bad.json").write_text(content, encoding="utf-8")

    status = main(["learn", str(folder / "p.db"), "--import", str(folder / "bad.json")])

    assert status == 1
    assert "bad.json cannot be taken over" in capfd.readouterr().err


def test_without_finished_articles_there_is_nothing_to_learn_from(tmp_path: Path, capfd) -> None:
    text = tmp_path / "story.txt"
    text.write_text("A story\nNothing happened.\n", encoding="utf-8")
    main(["import", str(tmp_path / "p.db"), str(text)])

    assert main(["learn", str(tmp_path / "p.db")]) == 1
    assert main(["learn", str(tmp_path / "p.db"), "--export", str(tmp_path / "x")]) == 1

    told = capfd.readouterr().err
    assert "no article in it is done" in told
    assert "has learned nothing yet" in told
