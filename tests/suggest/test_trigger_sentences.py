"""Sentences that seem to tell of an event, as the omission sweep asks about them."""

from __future__ import annotations

from datetime import date

from db.codebook_files import load_codebook
from models.article import Article
from models.suggest.engine import BuiltInSuggester

TEXT = (
    "Two soldiers were killed when gunmen attacked a checkpoint near Gao on Monday. "
    "The weather was fine and the market stayed open. "
    "On Tuesday a car bomb exploded outside the town hall in Ber. "
    "The attack was condemned by the mayor. "
    "The group threatened to bomb the port."
)


def test_only_sentences_told_as_events_are_asked_about_with_their_triggers_and_type() -> None:
    engine = BuiltInSuggester(load_codebook("conflict"))
    (found,) = engine.passages([Article("a1", TEXT, language="en")])

    told = {one.span.quote(TEXT)[:20]: one for one in found.told}
    assert list(told) == ["Two soldiers were ki", "On Tuesday a car bom"]
    bomb = told["On Tuesday a car bom"]
    assert bomb.choice == "remote_explosive_landmine_ied"
    assert "bomb" in " ".join(span.quote(TEXT) for span in bomb.triggers)
    assert [span.quote(TEXT) for span in found.sentences][1].startswith("The weather")


def test_a_sentence_lists_what_could_be_picked_for_its_event() -> None:
    engine = BuiltInSuggester(load_codebook("conflict"))
    day = date(2024, 1, 5)
    (found,) = engine.passages([Article("a1", TEXT, published=day, language="en")])

    soldiers, bomb = found.told
    listed = {(one.field, getattr(one.value, "name", None)) for one in bomb.listed}
    assert ("place", "Ber") in listed
    days = [one.value.start for one in bomb.listed if one.field == "date"]
    assert days[0] == date(2024, 1, 2)
    killed = [one.value.best for one in soldiers.listed if one.field == "killed"]
    assert killed[0] == 2
    assert len({one.id for told in found.told for one in told.listed}) == len(
        [one for told in found.told for one in told.listed]
    )
