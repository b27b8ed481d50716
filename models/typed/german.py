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
#: Articles that may mean a number.
ONES = ("ein", "eine", "einem", "einer")
NUMBERS = {
    **dict.fromkeys(ONES, 1),
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
    "elf": 11,
    "zwölf": 12,
}
HALF_A_DOZEN = "ein halbes dutzend"
#: Patterns of words for stretches of time, with the English ones; the first ones come first.
STRETCHES = {
    r"vor (\w+) tag(?:en)?": r"\1 days ago",
    r"vor (\w+) wochen?": r"\1 weeks ago",
    r"vor (\w+) monat(?:en)?": r"\1 months ago",
    r"vor (\w+) jahr(?:en)?": r"\1 years ago",
    r"(?:(?:in )?den )?letzten (\w+) tage?n?": r"last \1 days",
    r"(?:(?:in )?den )?letzten (\w+) wochen": r"last \1 weeks",
    r"(?:letzten?s?|vorigen?s?) woche": "last week",
    r"(?:letzte[nr]?|vorige[nr]?) monat": "last month",
    r"(?:letztes|voriges) jahr": "last year",
    r"(?:letztes|voriges|am) wochenende": "last weekend",
    r"diese woche": "this week",
    r"diesen monat": "this month",
    r"dieses jahr": "this year",
    r"anfang": "early",
    r"mitte": "mid",
    r"ende": "late",
}
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
#: What stands between numbers or days, and after numbers.
BETWEEN = ("bis", "und", "oder")
OR_MORE, OR_LESS = "oder mehr", "oder weniger"
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
