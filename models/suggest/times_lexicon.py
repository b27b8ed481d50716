"""The words that time expressions are made of, as tables and as pieces of patterns."""

from __future__ import annotations

WEEKDAYS: dict[str, int] = {
    "monday": 0, "mon": 0, "tuesday": 1, "tues": 1, "tue": 1, "wednesday": 2, "wed": 2,
    "thursday": 3, "thurs": 3, "thur": 3, "thu": 3, "friday": 4, "fri": 4, "saturday": 5, "sat": 5,
    "sunday": 6, "sun": 6,
}  # fmt: skip

#: Month names that are words of their own, and need a sign that a month is meant.
AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "jan", "sep", "dec"})

#: Holidays on a fixed day: (month, day).
FIXED_HOLIDAYS: dict[str, tuple[int, int]] = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "new year's": (1, 1),
    "valentine's day": (2, 14), "st patrick's day": (3, 17), "st. patrick's day": (3, 17),
    "april fool's day": (4, 1), "may day": (5, 1), "victory day": (5, 9),
    "independence day": (7, 4), "fourth of july": (7, 4), "bastille day": (7, 14),
    "halloween": (10, 31), "veterans day": (11, 11), "armistice day": (11, 11),
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "boxing day": (12, 26),
}  # fmt: skip

#: Holidays on a weekday of a month: (month, weekday, which one; -1 is the last).
FLOATING_HOLIDAYS: dict[str, tuple[int, int, int]] = {
    "martin luther king day": (1, 0, 3), "presidents day": (2, 0, 3), "presidents' day": (2, 0, 3),
    "mother's day": (5, 6, 2), "memorial day": (5, 0, -1), "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2), "thanksgiving day": (11, 3, 4), "thanksgiving": (11, 3, 4),
}  # fmt: skip

#: Holidays that follow Easter: days after Easter Sunday.
EASTER_HOLIDAYS: dict[str, int] = {
    "palm sunday": -7, "good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0,
    "ash wednesday": -46,
}  # fmt: skip


def any_of(words: object) -> str:
    """A group that matches one of the words, longest first; a blank stands for any space."""
    ordered = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    joined = "|".join(word.replace(".", r"\.").replace("'", "['’]") for word in ordered)
    return rf"(?:{joined})".replace(" ", r"\s+")


GAP = r"[ \t\u00a0]*\r?\n?[ \t\u00a0]*"
D1 = r"(?:3[01]|[12][0-9]|0?[1-9])"
DAY = rf"{D1}(?:st|nd|rd|th)?(?![0-9])"
YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![0-9])"
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
    r"(?![A-Za-z])"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WEEKDAY_SHORT = r"(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?"
PART_OF_DAY = r"(?:morning|afternoon|evening|night|noon|midday|dawn)"
HOUR = r"(?:dawn|daybreak|sunrise|noon|midday|dusk|sunset|nightfall|midnight)"
DASH = r"(?:\s?[-–—/]\s?)"
TO = rf"(?:{DASH}|\s+(?:to|through|and|or)\s+)"
UNIT = r"(?:minute|hour|day|week|fortnight|month|year|decade)"

#: What may stand before a day and belongs to it: "early on", "before dawn on".
DAY_PREFIX = (
    rf"(?:(?:(?:early|late|earlier|later)\s+(?:on\s+)?(?={WEEKDAY}|{MONTH}\s|{D1}\s))"
    rf"|(?:(?:before|after|around|at|by|until|near|towards?)\s+{HOUR}\s+(?:on\s+)?"
    rf"(?={WEEKDAY}|{MONTH}\s|{D1}\s))"
    rf"|(?:the\s+(?:early|small|late|first)\s+hours\s+(?:of|on)\s+)"
    rf"|(?:the\s+{PART_OF_DAY}\s+of\s+))?"
)
#: What may stand after a day and belongs to it: "night", "at noon".
DAY_SUFFIX = rf"(?:\s+(?:{PART_OF_DAY}))?(?:\s+at\s+{HOUR})?(?![A-Za-z])"

_IRREGULAR_PAST = (
    "was were had has have did came went took fell rose held met told made got gave found left led "
    "began broke shot struck won lost sold bought saw ran sent fought fled said says since ago "
    "kept felt grew drew spoke wrote brought caught blew burnt became stood sank swept set put tore"
)
#: Words that tell the tense around a time; the nearest one decides.
FUTURE_CUE = (
    r"will|[’']ll|shall|won[’']t|(?:is|are|was|were|be)\s+(?:\w+ly\s+)?(?:scheduled|expected|due"
    r"|set|planned|slated|supposed|about|likely)(?:\s+to)?|plan(?:s|ned|ning)?\s+(?:to|for|on)"
    r"|(?:is|are|was|were)\s+going\s+to|scheduled|upcoming|deadline|hopes?\s+to|intends?\s+to"
    r"|vow(?:s|ed)?\s+to|promise[sd]?\s+to|threaten(?:s|ed)\s+to|agreed\s+to|expires?|expect(?:ed|s|ing)?|effective|would\s+(?:be\s+|begin\b|start\b|leave\b|meet\b)"
)
PAST_CUE = (
    rf"{any_of(_IRREGULAR_PAST.split())}|(?!need|feed|speed|indeed|hundred|red\b)[a-z]{{2,}}ed"
)
