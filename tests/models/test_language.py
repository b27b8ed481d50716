"""Texts for people, in English and through a catalogue."""

from __future__ import annotations

import io
import pickle

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from models.language import Language, Manner, number, speak, spoken, tr, trn


def _compiled() -> bytes:
    said = Catalog(locale="de", charset="utf-8")
    said.add("Killed in {place}", "In {place} getötet")
    said.add(("{count} event", "{count} events"), ("{count} Ereignis", "{count} Ereignisse"))
    made = io.BytesIO()
    write_mo(made, said)
    return made.getvalue()


@pytest.fixture
def german():
    speak(Language(_compiled(), Manner(thousands=".", point=",")))
    yield
    speak(Language())


def test_english_is_spoken_without_a_catalogue():
    assert tr("Killed in {place}", place="Gao") == "Killed in Gao"
    assert tr("100 {not a gap") == "100 {not a gap"
    assert [trn("{count} event", "{count} events", n) for n in (1, 2)] == ["1 event", "2 events"]


@pytest.mark.usefixtures("german")
def test_another_language_may_put_the_gaps_elsewhere():
    assert tr("Killed in {place}", place="Gao") == "In Gao getötet"
    assert trn("{count} event", "{count} events", 3) == "3 Ereignisse"
    assert tr("Unknown text") == "Unknown text"


@pytest.mark.usefixtures("german")
def test_a_language_is_handed_on_whole():
    handed = pickle.loads(pickle.dumps(spoken()))  # noqa: S301 - our own bytes
    speak(Language())
    english = trn("{count} event", "{count} events", 12_000)

    speak(handed)

    assert english == "12,000 events"
    assert trn("{count} event", "{count} events", 12_000) == "12.000 Ereignisse"
    assert number(0.5, 1) == "0,5"
