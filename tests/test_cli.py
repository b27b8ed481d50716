"""The command line end to end, in its own process, as a user runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

TEXT = (
    "KIDAL, 3 March 2025 - Two soldiers were killed and at least five others wounded on Sunday "
    "when a roadside bomb hit their vehicle near Gao, the army said.\n"
    "The Dune Front claimed responsibility for the attack in a statement.\n"
)


@pytest.fixture
def run(tmp_path):
    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "EVENTDESK_CONFIG": str(tmp_path / "config"),
            "EVENTDESK_DATA": str(tmp_path / "data"),
            "PYTHONWARNINGS": "error",
        }
        return subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
            check=False,
            capture_output=True,
            text=True,
            env=environment,
            cwd=tmp_path,
            encoding="utf-8",
        )

    return run


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "wire-2025-03-04.txt"
    path.write_text("Bomb near Gao kills two soldiers\n" + TEXT, encoding="utf-8")
    return path


def test_columns_are_remembered_for_tables_with_the_same_header(run, tmp_path):
    for name, text in (("a", "A bus was stopped."), ("b", "A market was shelled.")):
        (tmp_path / f"{name}.csv").write_text(f"x,y\n1,{text}\n", encoding="utf-8")
    project = tmp_path / "p.db"

    said = run("import", project, tmp_path / "a.csv", "--columns", "text=y,id=x")
    again = run("import", project, tmp_path / "b.csv")
    other = run("import", tmp_path / "q.db", tmp_path / "b.csv")

    assert (said.returncode, again.returncode, other.returncode) == (0, 1, 1)
    assert "the id 1 is already taken" in again.stderr
    assert "looks like the text of articles" in other.stderr


def test_import_check_and_export_make_a_dataset(run, tmp_path, story):
    imported = run("import", tmp_path / "p.db", story)
    checked = run("check", tmp_path / "p.db")
    exported = run("export", tmp_path / "p.db", "-o", tmp_path / "out.jsonl", "--as", "jsonl")

    assert (imported.returncode, checked.returncode, exported.returncode) == (0, 0, 0)
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    article = json.loads(line)
    assert article["published"] == "2025-03-04"
    assert article["title"] == "Bomb near Gao kills two soldiers"
    assert article["events"] == []


def test_suggest_needs_no_project_and_quotes_the_article(run, tmp_path, story):
    result = run("suggest", story, "-o", tmp_path / "out.jsonl")

    assert result.returncode == 0, result.stderr
    article = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    values = [value for event in article["events"] for value in event["values"]]
    assert {"killed", "wounded", "date", "place"} <= {value["field"] for value in values}
    assert {value["state"] for value in values} == {"suggested"}
    spans = [tuple(span) for value in values for span in value["evidence"]]
    assert all(0 <= start < end <= len(article["text"]) for start, end in spans)


def test_confirmed_records_come_in_and_go_out_unchanged(run, tmp_path):
    killed = {"low": 2, "best": 2, "high": 2, "wording": "exact"}
    start = TEXT.index("Two soldiers were killed")
    value = {
        "field": "killed",
        "value": killed,
        "evidence": [[start, start + 24]],
        "state": "added",
    }
    line = {"id": "a1", "text": TEXT, "published": "2025-03-04", "codebook": "conflict@1"}
    line |= {"status": "done", "events": [{"id": "e1", "values": [value]}], "desk": "north"}
    (tmp_path / "in.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")

    imported = run("import", tmp_path / "p.db", tmp_path / "in.jsonl", "--confirmed-by", "ana")
    run("export", tmp_path / "p.db", "-o", tmp_path / "out.jsonl", "--as", "jsonl")
    run("export", tmp_path / "p.db", "-o", tmp_path / "out.csv", "--as", "csv")

    assert imported.returncode == 0, imported.stderr
    article = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert article["status"] == "done"
    assert article["desk"] == "north"
    assert value.items() <= article["events"][0]["values"][0].items()
    assert "killed.best" in (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[0]


def test_evaluate_prints_a_table_for_each_way_of_coding(run, tmp_path):
    start = TEXT.index("roadside bomb")
    values = [
        {"field": "record_class", "value": "incident", "evidence": [[start, start + 13]]},
        {
            "field": "event_type",
            "value": "remote_explosive_landmine_ied",
            "evidence": [[start, start + 13]],
        },
    ]
    line = {"id": "a1", "text": TEXT, "published": "2025-03-04", "events": [{"values": values}]}
    seen = [{**value, "suggested": value["value"]} for value in values]
    other = {**line, "id": "a2", "text": TEXT + "More.", "events": [{"values": seen}]}
    (tmp_path / "gold.jsonl").write_text(
        json.dumps(line) + "\n" + json.dumps(other) + "\n", encoding="utf-8"
    )

    result = run("evaluate", tmp_path / "gold.jsonl")

    assert result.returncode == 0, result.stderr
    blind, assisted = result.stdout.split("1 article ")[1:]
    assert blind.startswith("coded blind")
    assert assisted.startswith("coded beside suggestions")
    assert all("event_type" in one and "calibration error" in one for one in (blind, assisted))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "missing.db"], "missing.db"),
        (["export", "missing.db", "-o", "x.csv", "--as", "csv"], "missing.db"),
        (["import", "p.db", "nothing.txt"], "nothing.txt"),
        (["import", "p.db", "picture.png"], "picture.png"),
        (["suggest", "nothing.jsonl", "-o", "out.jsonl"], "nothing.jsonl"),
        (["suggest", "story.txt", "-o", "out.jsonl", "--codebook", "no-such"], "no-such"),
        (["suggest", "story.txt", "-o", "out.jsonl", "--model", "no_model"], "no_model"),
        (["learn", "missing.db"], "missing.db"),
    ],
)
def test_bad_input_is_one_sentence_and_status_1(run, tmp_path, arguments, words):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")

    result = run(*arguments)

    assert result.returncode == 1
    assert words in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export"], "required"),
        (["dance"], "invalid choice"),
        (["import", "p.db", ""], "FILE: it must not be empty"),
        (["import", "p.db", "x.txt", "--confirmed-by", " "], "--confirmed-by: it must not be"),
        (["import", "p.db", "x.txt", "--published", "today"], "write it as 2024-01-05"),
        (["suggest", "x.txt", "-o", "y", "--workers", "0"], "'0' is not a number from 1"),
    ],
)
def test_usage_mistakes_have_status_2(run, tmp_path, arguments, words):
    result = run(*arguments)

    assert result.returncode == 2
    assert words in result.stderr
    assert not (tmp_path / "p.db").exists()


def test_a_dash_is_standard_output(run, tmp_path, story):
    run("import", tmp_path / "p.db", story)

    result = run("export", tmp_path / "p.db", "-o", "-", "--as", "jsonl")

    assert json.loads(result.stdout)["title"] == "Bomb near Gao kills two soldiers"
    assert result.stderr == "1 article written to -.\n"
    assert not (tmp_path / "-").exists()


def test_a_project_keeps_its_codebook(run, tmp_path, story):
    run("import", tmp_path / "p.db", story)

    again = run("import", tmp_path / "p.db", story, "--codebook", "conflict@1")
    other = run("import", tmp_path / "p.db", story, "--codebook", "muc4")

    assert again.returncode == 0, again.stderr
    assert other.returncode == 1
    assert "is coded by conflict@1, not by muc4" in other.stderr


def test_without_a_display_open_says_so(run, monkeypatch, tmp_path):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    result = run("open", tmp_path / "p.db")

    assert result.returncode == 1
    assert "no display" in result.stderr


def test_suggest_leaves_the_old_file_where_nothing_could_be_read(run, tmp_path):
    (tmp_path / "out.jsonl").write_text("of yesterday\n", encoding="utf-8")

    result = run("suggest", tmp_path / "mistyped.txt", "-o", tmp_path / "out.jsonl")

    assert result.returncode == 1
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "of yesterday\n"


def test_a_filtered_dataset_folder_is_written(run, tmp_path, story):
    run("import", tmp_path / "p.db", story)

    asked = ("export", tmp_path / "p.db", "--as", "csv")
    done = run(*asked, "-o", tmp_path / "set", "--type", "attack")
    refused = run(*asked, "-o", tmp_path / "b", "--type", "x")

    assert (done.returncode, done.stderr.strip()) == (0, f"0 events written to {tmp_path / 'set'}.")
    assert (tmp_path / "set" / "README.md").exists()
    assert "event_type has no answer x" in refused.stderr
    assert not (tmp_path / "b").exists()


def test_duplicates_prints_the_groups(run, tmp_path, story):
    copy = tmp_path / "copy.txt"
    copy.write_text(story.read_text(encoding="utf-8").replace("\n", "\r\n  "), encoding="utf-8")
    run("import", tmp_path / "p.db", story, copy)

    done = run("duplicates", tmp_path / "p.db")
    lines = run("duplicates", tmp_path / "p.db", "--again", "--lines")

    assert [line.split("\t")[:2] for line in done.stdout.splitlines()] == [
        ["1", "first"],
        ["1", "exact"],
    ]
    assert "2 articles in 1 group of copies" in done.stderr
    assert json.loads(lines.stdout)["copies"] == 2


def test_a_split_is_made_once_and_told(run, tmp_path, story):
    run("import", tmp_path / "p.db", story)
    asked = ("export", tmp_path / "p.db", "--as", "jsonl", "--split", "main")

    made = run(*asked, "-o", tmp_path / "a.jsonl", "--seed", "3", "--shares", "50,25,25")
    again = run(*asked, "-o", tmp_path / "b.jsonl")
    other = run(*asked, "-o", tmp_path / "c.jsonl", "--seed", "4")

    assert "Split main: train 1, dev 0, test 0." in made.stderr
    assert (again.returncode, other.returncode) == (0, 1)
    assert (tmp_path / "b.train.jsonl").read_bytes() == (tmp_path / "a.train.jsonl").read_bytes()
    assert "made by random with the seed 3 and the shares 50,25,25" in other.stderr


def test_a_codebook_is_brought_into_use_and_that_is_undone(run, tmp_path, story):
    project, codebook = tmp_path / "p.db", tmp_path / "short.toml"
    run("import", project, story)
    codebook.write_text(
        'name = "short"\nversion = 1\ntitle = "Short"\n'
        'field = [{ key = "note", label = "Note", kind = "text" }]\n'
    )
    revised = run("revise", project, codebook, "--annotator", "ana")
    assert (revised.returncode, revised.stderr) == (0, "short@2 is in use.\n")
    undone = run("undo", project, "--annotator", "ana")
    assert (undone.returncode, undone.stderr) == (0, "Undid: Revise codebook to short@2\n")
    assert run("check", project).returncode == 0
    nothing = run("undo", project, "--annotator", "ana")
    assert (nothing.returncode, nothing.stderr) == (1, "There is nothing of ana to undo.\n")
