"""The sample project."""

from __future__ import annotations

import pytest

from db.project import Project
from db.sample import create_sample_project, sample_articles, sample_project_path
from models.article import Status
from models.errors import UserError


def test_the_sample_articles_are_short_and_say_where_they_come_from():
    articles = sample_articles()

    assert len(articles) == 8
    for article in articles:
        assert 120 <= article.word_count <= 300, article.id
        assert article.title
        assert article.source
        assert article.published
        assert article.language == "en"


def test_the_sample_articles_hold_what_makes_offsets_and_reading_hard():
    texts = [article.text for article in sample_articles()]

    assert any(text.isupper() for text in texts)
    assert any("🚨" in text and "نبيل" in text and "חיפה" in text for text in texts)


def test_a_sample_project_is_new_to_every_annotator(tmp_path):
    project = create_sample_project(tmp_path / "sample.db")

    try:
        assert project.status_counts("ana")[Status.NEW] == 8
        assert project.undo_title("ana") is None
        assert project.check() == []
    finally:
        project.close()


def test_the_own_sample_project_is_made_once(tmp_path, monkeypatch):
    monkeypatch.setenv("EVENTDESK_DATA", str(tmp_path / "data"))

    path = sample_project_path()
    made = path.stat().st_mtime_ns

    assert sample_project_path() == path
    assert path.stat().st_mtime_ns == made
    assert [one.name for one in path.parent.iterdir()] == ["sample.db"]
    project = Project.open(path)
    assert len(project.queue("ana")) == 8
    project.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("EVENTDESK_DATA", str(tmp_path / "file" / "data"))

    with pytest.raises(UserError, match=r"The sample project cannot be made at .*sample\.db"):
        sample_project_path()
