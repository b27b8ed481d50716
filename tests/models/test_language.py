from __future__ import annotations

import gettext

import pytest

from models.language import speak, tr, trn


class _Upside(gettext.NullTranslations):
    def gettext(self, message):
        return {"Killed in {place}": "In {place} getötet"}.get(message, message)

    def ngettext(self, msgid1, msgid2, n):
        return "1 Ereignis" if n == 1 else "{count} Ereignisse"


@pytest.fixture
def german():
    speak(_Upside())
    yield
    speak(gettext.NullTranslations())


def test_english_is_spoken_without_a_catalogue():
    assert tr("Killed in {place}", place="Gao") == "Killed in Gao"
    assert tr("100 {not a gap") == "100 {not a gap"
    assert [trn("{count} event", "{count} events", n) for n in (1, 2)] == ["1 event", "2 events"]


@pytest.mark.usefixtures("german")
def test_another_language_may_put_the_gaps_elsewhere():
    assert tr("Killed in {place}", place="Gao") == "In Gao getötet"
    assert trn("{count} event", "{count} events", 3) == "3 Ereignisse"
    assert tr("Unknown text") == "Unknown text"
