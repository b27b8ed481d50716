"""The child process, over real pipes."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from models.suggest.engine import ENGINE
from models.suggest.learning.digest import ArticleDigest

ROOT = Path(__file__).parents[2]
CODEBOOK = (ROOT / "models" / "codebook" / "bundled" / "conflict.toml").read_text("utf-8")
START = {"type": "start", "codebook": CODEBOOK, "model": None}


def run(*messages: dict[str, Any] | str, timeout: float = 120) -> tuple[int, list[dict[str, Any]]]:
    lines = [m if isinstance(m, str) else json.dumps(m, ensure_ascii=False) for m in messages]
    done = subprocess.run(
        [sys.executable, "-m", "models.suggest.worker"],
        input="".join(line + "\n" for line in lines).encode("utf-8"),
        capture_output=True,
        cwd=ROOT,
        timeout=timeout,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def ask(article_id: str, text: object) -> dict[str, Any]:
    article = {"id": article_id, "text": text, "published": "2024-03-08"}
    return {"type": "suggest", "article": article}


@pytest.fixture(scope="module")
def answered() -> list[dict[str, Any]]:
    status, answers = run(
        START,
        ask("good", "Gunmen killed three villagers near Gao in Mali on Wednesday, police said."),
        "this is no JSON",
        ask("bad", 17),
        ask("after", "Nothing happened in Zürich – 東京 – on Monday."),
        {"type": "stop"},
    )
    assert status == 0
    return answers


def test_the_worker_says_what_it_does_before_it_is_ready(answered: list[dict[str, Any]]) -> None:
    types = [answer["type"] for answer in answered]
    assert types[0] == "status"
    assert answered[0]["text"] == "Loading the English model …"
    assert "ready" in types
    assert set(types[: types.index("ready")]) == {"status"}


def test_proposals_come_as_exchange_events_with_ids(answered: list[dict[str, Any]]) -> None:
    (good,) = [a for a in answered if a.get("article_id") == "good"]
    (proposal,) = good["proposals"]
    assert proposal["id"].startswith("p")
    states = {value["state"] for value in proposal["values"]}
    assert states == {"suggested"}
    assert {"killed", "place", "date"} <= {value["field"] for value in proposal["values"]}


def test_a_bad_article_fails_in_words_and_the_worker_goes_on(
    answered: list[dict[str, Any]],
) -> None:
    failed = [a for a in answered if a["type"] == "failed"]
    assert [a["article_id"] for a in failed] == [None, "bad"]
    assert all(a["text"] for a in failed)
    assert answered[-1] == {"type": "proposals", "article_id": "after", "proposals": []}


def test_the_worker_ends_when_its_input_does() -> None:
    status, answers = run(START)
    assert status == 0
    assert answers[-1]["type"] == "ready"


def test_a_codebook_with_mistakes_ends_the_worker_with_a_sentence() -> None:
    status, answers = run({"type": "start", "codebook": "name = 7", "model": None})
    assert status != 0
    assert answers[-1]["type"] == "failed"
    assert answers[-1]["text"]


def test_articles_are_read_for_learning_and_a_state_that_does_not_fit_is_left_out() -> None:
    article = {"id": "a1", "text": "Gunmen killed three villagers near Gao on Wednesday."}
    status, answers = run(
        {**START, "learned": '{"no": "state"}'},
        {"type": "digest", "article": article},
        {"type": "digest", "article": {"id": "bad", "text": 17}},
        {"type": "learned", "state": None},
    )

    told = [answer for answer in answers if answer["type"] != "status"]
    assert status == 0
    assert [answer["type"] for answer in told] == ["ready", "digest", "failed", "ready"]
    assert {told[0]["engine"], told[3]["engine"]} == {ENGINE}
    found = ArticleDigest.from_bytes(b64decode(told[1]["data"]))
    assert found is not None
    assert "three villagers" in found.roles.texts
    assert told[2]["article_id"] == "bad"


def test_phrases_come_with_the_word_that_they_hang_on_in_code_points() -> None:
    text = "😀 Gunmen killed three tea traders of the old market near Gao on Wednesday."
    status, answers = run(START, {"type": "phrases", "article": {"id": "a1", "text": text}})

    (told,) = (answer for answer in answers if answer["type"] == "phrases")
    found = {(text[a:b], text[c:d]) for a, b, c, d in told["phrases"]}
    assert status == 0
    assert told["article_id"] == "a1"
    assert {("Gunmen", "Gunmen"), ("tea traders", "traders"), ("Gao", "Gao")} <= found
    assert ("three tea traders of the old market", "traders") in found
    ((sentence, choice, triggers, listed),) = told["told"]
    assert {"killed", "place"} <= {offer["field"] for offer in listed}
    assert [sentence] == told["sentences"]
    assert text[slice(*sentence)].endswith("Wednesday.")
    assert choice == "attack"
    assert "killed" in [text[slice(*span)] for span in triggers]


def test_names_that_people_told_are_used_from_the_start_and_when_they_change() -> None:
    text = "Fighters of the DRG killed three villagers near Gao in Mali on Wednesday."
    told = {"name": "Dawn Riders of Gao", "aliases": ["DRG"], "country": "MLI", "kind": "group"}
    status, answers = run(
        START | {"actors": [told]},
        ask("first", text),
        {"type": "actors", "actors": []},
        ask("second", text),
    )

    assert status == 0
    names = [answer["engine"] for answer in answers if answer["type"] == "ready"]
    assert names[0].startswith(f"{ENGINE}+actors@")
    assert names[1] == ENGINE
    first, second = (
        json.dumps(answer["proposals"]) for answer in answers if answer["type"] == "proposals"
    )
    assert "Dawn Riders of Gao" in first
    assert "Dawn Riders of Gao" not in second
