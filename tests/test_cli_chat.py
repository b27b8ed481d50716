"""A chat endpoint beside the engine on the command line, over real HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.suggest.chat_server import ChatServer, say, send

ROOT = Path(__file__).parent.parent
STORY = "A drone struck a fuel depot in Karachi on Monday, killing two guards."
EVENT = {
    "record_class": [{"value": "incident", "evidence": ["struck"]}],
    "event_type": [{"value": "air_drone_strike", "evidence": ["drone struck"]}],
    "date": [{"value": "2024-03-04", "evidence": ["on Monday"]}],
    "certainty": [{"value": "high", "evidence": []}],
}


@pytest.fixture
def suggest(tmp_path: Path, places_folder: Path) -> Callable[..., tuple[int, str, list[dict]]]:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        "".join(
            json.dumps({"id": id_, "published": "2024-03-05", "text": STORY}) + "\n"
            for id_ in ("a", "b")
        )
    )

    def run(*arguments: str, key: str = "") -> tuple[int, str, list[dict]]:
        command = [sys.executable, "main.py", "suggest", str(source), "-o", str(out), *arguments]
        done = subprocess.run(
            command,
            check=False,
            cwd=ROOT,
            capture_output=True,
            text=True,
            env={**os.environ, "EVENTDESK_CHAT_KEY": key},
        )
        lines = out.read_text().splitlines() if out.exists() else []
        return done.returncode, done.stderr, [json.loads(line) for line in lines]

    return run


@pytest.fixture
def server() -> Iterator[ChatServer]:
    made = ChatServer(say(json.dumps({"events": [EVENT]})), send("busy", 503))
    yield made
    made.close()


def test_both_propose_and_an_article_that_the_endpoint_fails_on_keeps_the_engines(
    suggest, server: ChatServer
) -> None:
    status, told, lines = suggest("--chat", server.url, "--chat-model", "small", key="k1")

    assert status == 1
    assert "The texts go to 127.0.0.1:" in told
    assert "refused" in told
    assert "503" in told
    assert "1 × a field that the codebook does not have" in told
    first, second = (
        {value["field"]: value for value in line["events"][0]["values"]} for line in lines
    )
    assert first["event_type"]["by"][0] == "built-in"
    assert "by" not in second["event_type"]
    assert first["event_type"]["value"] == second["event_type"]["value"] == "air_drone_strike"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--chat", "localhost"], "no address"), (["--chat", "http://localhost:1/v1"], "Name the mo")],
)
def test_an_endpoint_that_cannot_be_used_is_refused_before_anything_is_read(
    suggest, arguments: list[str], words: str
) -> None:
    status, told, lines = suggest(*arguments)

    assert (status, lines) == (1, [])
    assert words in told
