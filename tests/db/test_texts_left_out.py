"""Exchange lines whose texts were left out find their articles again, by the hash of the text."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import db.imports.importing
from db.exports.exporting import Wanted, hand_out
from db.ids import new_id
from db.imports.importing import Refusal, import_files, import_items, read_articles
from db.imports.preview import Chosen
from db.imports.reading_processes import Terms
from db.imports.staged_file import stage
from db.imports.staging import Staging
from db.project import Project
from models.codebook import Codebook
from models.edits import AddArticles
from models.spans import Span
from tests.db.bringing import BODY, bring, event, line, write_lines
from tests.db.generated import imports


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def bare(id_: str | None = "a1", text: str = BODY, **changed: Any) -> dict[str, Any]:
    """A line as it goes out where its text may not be passed on."""
    said = line("x", text=None, sha256=hash_of(text), events=[event()]) | changed
    return said | ({"id": id_} if id_ else {})


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=imports())
def test_records_without_texts_come_out_again_as_they_were(
    codebook: Codebook, made: AddArticles
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second = folder / "out.jsonl", folder / "again.jsonl"
        project = Project.create(folder / "one.db", codebook)
        project.apply(made, "ana")
        hand_out(project, first, Wanted("jsonl", without_text=True))
        project.close()
        other = Project.create(folder / "two.db", codebook)
        other.apply(AddArticles("Texts", made.articles), "ana")

        report = import_files(other, [first], annotator="ana", confirmed_by="ana")

        assert (report.imported, report.refused) == (0, ())
        hand_out(other, second, Wanted("jsonl", without_text=True))
        other.close()
        assert second.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("batch", [1, 20_000])
def test_texts_may_come_in_the_same_import_before_or_after(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(db.imports.importing, "BATCH_ARTICLES", batch)
    early = write_lines(tmp_path / "1.jsonl", bare("a1"), line("a2", text="Two died."))
    second = bare("a2", "Two died.", events=[event("e2")])
    late = write_lines(tmp_path / "2.jsonl", line("a1"), second)

    report = bring(project, early, late, confirmed_by="ana")

    assert (report.imported, report.events, report.refused) == (2, 2, ())
    assert report.notes == ("2 lines without a text were joined with the articles that have it.",)
    assert [len(project.events(id_, "ana")) for id_ in ("a1", "a2")] == [1, 1]
    assert project.check() == []


@pytest.mark.parametrize("id_", ["other", None])
def test_the_hash_finds_an_article_that_has_another_id(
    project: Project, tmp_path: Path, id_: str | None
) -> None:
    bring(project, write_lines(tmp_path / "a.jsonl", line("a1")))

    report = bring(project, write_lines(tmp_path / "b.jsonl", bare(id_)), confirmed_by="ana")

    assert (report.events, report.refused) == (1, ())
    [record] = project.events("a1", "ana")
    assert record.values[0].evidence == (Span(0, 6),)


def test_records_of_another_text_are_refused(project: Project, tmp_path: Path) -> None:
    bring(project, write_lines(tmp_path / "a.jsonl", line("a1")))
    lines = (bare("a1", "Another text."), bare("a9", "No text here."), {"id": "a1", "text": None})

    report = bring(project, write_lines(tmp_path / "b.jsonl", *lines), confirmed_by="ana")

    assert report.events == 0
    assert report.refused == (
        'b.jsonl line 3: the article needs a "text" that is not empty, not null.',
        "b.jsonl line 1: the article a1 has another text here than the one that was coded.",
        "b.jsonl line 2: its text was left out, and no article here has that text; bring in the"
        " article a9 first.",
    )


def test_evidence_outside_the_text_is_named_and_left_out(project: Project, tmp_path: Path) -> None:
    bring(project, write_lines(tmp_path / "a.jsonl", line("a1")))
    broken = bare(events=[event(evidence=[[0, 6], [50, 5000]])])

    report = bring(project, write_lines(tmp_path / "b.jsonl", broken), confirmed_by="ana")

    assert report.refused == (
        "b.jsonl line 1: evidence [50, 5000] of type is outside the text of 57 characters.",
    )
    [record] = project.events("a1", "ana")
    assert record.values[0].evidence == (Span(0, 6),)


def test_they_pass_through_a_staged_file_and_are_no_articles_by_themselves(
    project: Project, tmp_path: Path, codebook: Codebook
) -> None:
    bring(project, write_lines(tmp_path / "a.jsonl", line("a1")))
    path, staged = write_lines(tmp_path / "b.jsonl", bare("a1")), tmp_path / "staged.jsonl"
    terms = Terms(codebook, new_id)

    stage(Staging([path], terms, workers=0), staged, terms)
    chosen = Chosen(staged, codebook, new_id).items()
    report = import_items(project, chosen, annotator="ana", confirmed_by="ana")

    assert (report.events, report.refused) == (1, ())
    assert [*read_articles([path], codebook)] == [Refusal("b.jsonl line 1: its text was left out.")]
