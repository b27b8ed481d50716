"""In which order articles are asked about, and which are asked about no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db.project import Project
from models.article import Status
from ui.processes.engine_agenda import EngineAgenda
from ui.session import Session

ENGINE = "rules 1"


@pytest.fixture
def session(make_project: Callable[..., Project]) -> Session:
    session = Session(make_project(4, suggest=False), "ana")
    session.open_article("a2")
    return session


def all_asked(agenda: EngineAgenda) -> list[tuple[str, str]]:
    return list(iter(lambda: agenda.following(ENGINE), None))


def test_the_open_article_is_first_then_its_phrases_then_learning_then_the_rest(
    session: Session,
) -> None:
    agenda = EngineAgenda(session)
    agenda.want_digests(["a1", "gone"])
    agenda.want_phrases("a2")

    assert agenda.digests_left == 2
    assert all_asked(agenda) == [
        ("suggest", "a2"),
        ("phrases", "a2"),
        ("digest", "a1"),
        ("suggest", "a0"),
        ("suggest", "a1"),
        ("suggest", "a3"),
    ]


def test_what_begins_anew_leaves_out_where_the_engine_failed(session: Session) -> None:
    agenda = EngineAgenda(session)
    all_asked(agenda)
    agenda.give_up("a1")

    agenda.begin_anew()

    assert all_asked(agenda) == [("suggest", one) for one in ("a2", "a0", "a3")]


def test_phrases_of_an_article_that_was_left_are_not_looked_for(session: Session) -> None:
    agenda = EngineAgenda(session)
    all_asked(agenda)
    agenda.want_phrases("a2")
    session.open_article("a3")

    assert agenda.following(ENGINE) is None


def test_an_article_that_is_done_is_not_asked_about(session: Session) -> None:
    session.do(session.gestures.set_status(session.desk, Status.DONE))

    assert ("suggest", "a2") not in all_asked(EngineAgenda(session))
