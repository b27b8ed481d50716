"""The sample project: eight invented agency reports, so that the app can be tried without data.

The places are real; the armed groups, the people, the agencies and what happens are not. Between
them the articles hold what makes coding hard: several incidents in one text, a claim, a total, a
threat, a forecast, a denial, background, a raised toll, a text without any event.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import platformdirs

from db.codebook_files import load_codebook
from db.ids import new_id
from db.project import Project
from models.article import Article
from models.codebook import Codebook
from models.edits import AddArticles
from models.errors import UserError
from models.exchange.lines import read_line
from models.language import tr

ANNOTATOR = "sample"

_ARTICLES = Path(__file__).parent / "sample_data" / "articles.jsonl"


def sample_articles() -> tuple[Article, ...]:
    """The sample articles; they come without records, so that the review begins at the start."""
    return _read_articles(load_codebook("conflict"))


def create_sample_project(path: Path) -> Project:
    """A new project file with the sample articles, to be closed by the caller."""
    codebook = load_codebook("conflict")
    project = Project.create(path, codebook)
    try:
        project.apply(AddArticles(tr("Sample articles"), _read_articles(codebook)), ANNOTATOR)
    except BaseException:
        project.close()
        raise
    return project


def sample_project_path() -> Path:
    """The user's own sample project, made where there is none yet.

    It lies in the user's data folder; EVENTDESK_DATA names another one.
    """
    chosen = os.environ.get("EVENTDESK_DATA")
    folder = Path(chosen) if chosen else platformdirs.user_data_path("eventdesk", appauthor=False)
    path = folder / "sample.db"
    if path.exists():
        return path
    # Made under another name first: a half-made file would be opened as it is ever after.
    unfinished = folder / f"sample-{new_id()}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            create_sample_project(unfinished).close()
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            tr(
                "The sample project cannot be made at {path}: {strerror}. Set EVENTDESK_DATA to "
                "a folder that can be written.",
                path=path,
                strerror=error.strerror,
            )
        ) from None
    return path


def _read_articles(codebook: Codebook) -> tuple[Article, ...]:
    lines = _ARTICLES.read_text(encoding="utf-8").split("\n")
    read = (read_line(json.loads(line), codebook, new_id=new_id) for line in lines if line)
    return tuple(one.article for one in read)
