"""A small codebook with all seven kinds, and projects on disk that close themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.project import Project
from models.codebook import Codebook
from models.codebook.reading import parse_codebook
from tests.models import scheme_room

_FIELDS = {
    "type": "choice",
    "actor": "actor",
    "place": "place",
    "date": "date",
    "killed": "count",
    "note": "text",
    "sure": "flag",
}


def _toml() -> str:
    parts = ['name = "tiny"\nversion = 1\ntitle = "Tiny"\nhelp = "For tests."\n']
    for key, kind in _FIELDS.items():
        many = "true" if key in {"actor", "note"} else "false"
        parts.append(
            f'[[field]]\nkey = "{key}"\nlabel = "{key.title()}"\nkind = "{kind}"\n'
            f'group = "All"\nhelp = "A {kind}."\nmultiple = {many}\n'
        )
        if kind == "choice":
            parts += [
                f'[[field.choice]]\nkey = "{choice}"\nlabel = "{choice}"\nhelp = "A {choice}."\n'
                f'examples = ["A {choice}."]\n'
                for choice in ("raid", "riot")
            ]
    parts.append('[[link]]\nkey = "follows"\nlabel = "Follows"\nhelp = "Comes after."\n')
    return "\n".join(parts)


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return parse_codebook(_toml(), "tiny.toml")


@pytest.fixture
def open_project(tmp_path: Path, codebook: Codebook) -> Iterator[Callable[[], Project]]:
    """Opens the project of the test, made on first use; a call again is a restart."""
    path = tmp_path / "project.db"
    opened: list[Project] = []

    def open_() -> Project:
        while opened:
            opened.pop().close()
        opened.append(Project.open(path) if path.exists() else Project.create(path, codebook))
        return opened[0]

    yield open_
    for project in opened:
        project.close()


@pytest.fixture
def project(open_project: Callable[[], Project]) -> Project:
    return open_project()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Callable[[], Project]]:
    """Makes empty projects with the codebook that the tests of schemes share."""
    made: list[Project] = []

    def make() -> Project:
        made.append(Project.create(tmp_path / f"{len(made)}.db", scheme_room.codebook()))
        return made[-1]

    yield make
    for project in made:
        project.close()
