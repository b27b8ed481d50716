"""German words for days and numbers as somebody types them, beside the English ones."""

from __future__ import annotations

from models.values import Wording

MONTHS = (
    *("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september"),
    *("oktober", "november", "dezember"),
)
WEEKDAYS = (*("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),)
#: A pattern of the word for "earlier than" before a day.
BEFORE_DAY = "vor(?: dem)?"
VAGUE_COUNTS = {
    "keine": Wording.NONE,
    "niemand": Wording.NONE,
    "mehrere": Wording.SEVERAL,
    "einige": Wording.SEVERAL,
    "viele": Wording.SEVERAL,
    "dutzende": Wording.DOZENS,
    "hunderte": Wording.HUNDREDS,
    "unbekannt": Wording.UNSPECIFIED,
}
BEFORE_COUNTS = {
    "genau": Wording.EXACT,
    "mindestens": Wording.AT_LEAST,
    "mehr als": Wording.AT_LEAST,
    "über": Wording.AT_LEAST,
    "höchstens": Wording.AT_MOST,
    "bis zu": Wording.AT_MOST,
    "weniger als": Wording.AT_MOST,
    "unter": Wording.AT_MOST,
    "etwa": Wording.ABOUT,
    "rund": Wording.ABOUT,
    "ungefähr": Wording.ABOUT,
    "fast": Wording.ABOUT,
}
