"""Words of the article taken as the value of a row."""

from __future__ import annotations

from dataclasses import replace

from models.spans import Span
from models.values import Actor
from tests.ui.record_desk import Desk
from ui.record.phrase_taking import take_phrase


def test_an_abbreviation_that_the_article_introduces_is_its_actor(desk: Desk) -> None:
    session = desk.session
    text = f"{session.article.text} The Northern Salt Front (NSF) was silent. NSF denied it."
    session.article = replace(session.article, text=text)
    session.set_focus(replace(session.focus, field="target"))
    place = text.rindex("NSF")

    take_phrase(session, session.codebook.field_by_key["target"], None, Span(place, place + 3))

    assert Actor("Northern Salt Front") in desk.confirmed("target")
