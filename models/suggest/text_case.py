"""Letter case for texts that came without it: all capitals, or none."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files

from models.suggest.wordlist import words

_MOSTLY = 0.8
_LETTER_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PARAGRAPH = re.compile(r"[^\n]+")
_IN_BRACKETS = re.compile(r"[(\[]\s*([^\W\d_]{2,8})\s*[)\]]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_SENTENCE_START = re.compile(r"(?:^|(?<!\W[^\W\d_])[.!?…]\s+|\n)[\s\"“‘'(\[—–-]*$")
_TITLE_PARTICLE = frozenset({"al", "el", "ul", "ad", "as", "ash", "an", "ar", "e", "i"})
_SMALL_NAME_PART = frozenset(
    {"de", "del", "la", "las", "los", "y", "von", "van", "der", "bin", "ibn"}
)
_VOWEL = re.compile("[aeiouyàáâãäåèéêëìíîïòóôõöùúûü]")
_PREFIXES = ("re", "un", "over", "under", "counter", "anti", "non", "pro", "dis", "mis", "co")
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""),
    ("s", ""), ("ly", ""), ("er", ""), ("ers", ""), ("ness", ""), ("'s", ""),
)  # fmt: skip
#: Small words that the counted casings do not hold, in the language of armed conflict.
_MORE_SMALL = frozenset(
    words("""
    guerrilla guerrillas drone drones airstrike airstrikes jihadist jihadists ied ieds
    checkpoint checkpoints mortar mortars militiamen gunmen gunman paramilitary paramilitaries
    detonated ambushed ambush grenade grenades policeman policemen wounded beheaded motorbike
    motorbikes warplane warplanes roadside north south east west northern southern eastern
    western northeastern northwestern southeastern southwestern troops forces officials official
    government governments embassies embassy federal minister ministers visas academy island
    islands gulf republic meanwhile monarchist immigration and university cabinet
    """)
) - {"ied", "ieds"}
_NAMES = [
    "United States",
    "United Nations",
    "United Kingdom",
    "United Arab Emirates",
    "White House",
    "Middle East",
    "Supreme Court",
    "Security Council",
    "World Bank",
    "Red Cross",
    "Red Crescent",
    "European Union",
    "New York",
    "New Delhi",
    "African Union",
    "Arab League",
    "Islamic State",
    "Al Qaeda",
    "Al Shabaab",
    "Boko Haram",
    "Bin Laden",
    "National Guard",
    "Foreign Ministry",
    "Defense Ministry",
    "Defence Ministry",
    "Interior Ministry",
    "Prime Minister",
    "Foreign Minister",
    "Saudi Arabia",
    "West Bank",
    "Gaza Strip",
    "Persian Gulf",
    "Red Sea",
    "Black Sea",
    "North Korea",
    "South Korea",
    "South Africa",
    "Human Rights Watch",
    "Amnesty International",
    "Associated Press",
    "Islamic Republic",
    "Soviet Union",
    "National Police",
    "Armed Forces",
    "Air Force",
    "General Assembly",
    "Communist Party",
    "Central America",
    "Latin America",
]
_TITLES = frozenset(
    words("""
    mr mrs ms dr president general colonel major captain lieutenant sergeant minister senator
    governor mayor judge pope father bishop archbishop king queen prince princess sheikh
    ayatollah congressman representative secretary ambassador chancellor commander admiral uncle
    attorney san santa saint fort lake mount cape port
    """)
)
_CAPITALS = frozenset({"ied", "un", "us", "uk", "eu", "nato", "isis", "ngo", "afp", "ap", "efe"})


@cache
def _letter_case() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Known words by their small form, and names of several words by their first."""
    data = files("models.suggest").joinpath("data/letter_case.txt.gz").read_bytes()
    words: dict[str, str] = {word: word for word in _MORE_SMALL}
    phrases: dict[str, list[str]] = {}
    for name in _NAMES:
        phrases.setdefault(name.split(" ")[0].lower(), []).append(name)
    for line in gzip.decompress(data).decode().splitlines():
        first, _, rest = line.partition(" ")
        if rest:
            phrases.setdefault(first.lower(), []).append(line)
        else:
            words[line.lower()] = line
    longest = {key: tuple(sorted(names, key=len, reverse=True)) for key, names in phrases.items()}
    return words, longest


def small(text: str) -> str:
    """The text in small letters, character by character, so that its length stays."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def capital(text: str) -> str:
    """The text with its first letter as a capital, of the same length."""
    first = text[:1].upper()
    return first + text[1:] if len(first) == 1 else text


def _capitals(text: str) -> str:
    return "".join(up if len(up := char.upper()) == 1 else char for char in text)


def _share_of_capitals(text: str) -> tuple[int, float]:
    letters = [char for char in text if char.isalpha() and char.lower() != char.upper()]
    if not letters:
        return 0, 0.0
    return len(letters), sum(map(str.isupper, letters)) / len(letters)


def needs_truecasing(text: str) -> bool:
    """Whether letter case says nothing: nearly all capitals, or no capitals at all."""
    letters, share = _share_of_capitals(text)
    return letters >= 20 and (share > _MOSTLY or share == 0.0)


def truecase(text: str) -> str:
    """The text with likely letter case; the length, and so every offset, stays the same.

    A text without any capitals is treated as a whole, capitals paragraph by paragraph, so that a
    headline in capitals over a normal text is found too. Other texts come back as they are.
    """
    if not text:
        return text
    acronyms = _acronyms(text)
    if needs_truecasing(text):
        return _restored(text, acronyms)
    parts: list[str] = []
    position = 0
    for found in _PARAGRAPH.finditer(text):
        letters, share = _share_of_capitals(found[0])
        restored = letters >= 20 and share > _MOSTLY
        parts.append(text[position : found.start()])
        parts.append(_restored(found[0], acronyms) if restored else found[0])
        position = found.end()
    return "".join([*parts, text[position:]])


def _acronyms(text: str) -> frozenset[str]:
    """Short words that stand in brackets somewhere, as an abbreviation does after its name."""
    words, _ = _letter_case()
    found = (small(match[1]) for match in _IN_BRACKETS.finditer(text))
    return frozenset(word for word in found if word not in words) | _CAPITALS - {"us", "un", "ap"}


def _restored(text: str, acronyms: frozenset[str]) -> str:
    low = small(text)
    result = list(low)
    done = 0
    for found in _LETTER_WORD.finditer(low):
        if found.start() < done:
            continue
        phrase = _phrase(low, found)
        word = phrase or _cased(low, found, acronyms)
        done = found.start() + len(word)
        result[found.start() : done] = word
    for found in _DOTTED.finditer(low):
        if found[0] not in {"a.m.", "p.m.", "e.g.", "i.e."}:
            result[found.start() : found.end()] = _capitals(found[0])
    return "".join(result)


def _phrase(low: str, found: re.Match[str]) -> str:
    """The name of several words that starts here, if there is one."""
    _, phrases = _letter_case()
    for name in phrases.get(found[0], ()):
        end = found.start() + len(name)
        if low.startswith(small(name), found.start()) and not low[end : end + 1].isalpha():
            return name
    return ""


def _cased(low: str, found: re.Match[str], acronyms: frozenset[str]) -> str:
    """One word with its likely case."""
    word, start = found[0], found.start()
    base, mark, tail = word.partition("'" if "'" in word else "’")
    if mark and len(base) == 1 and len(tail) > 2:
        return capital(base) + mark + capital(tail)
    cased = _cased_base(low, base, start, acronyms)
    return cased + mark + tail


def _cased_base(low: str, word: str, start: int, acronyms: frozenset[str]) -> str:
    words, _ = _letter_case()
    hyphen_before = start > 1 and low[start - 1] == "-"
    hyphen_after = low[start + len(word) : start + len(word) + 1] == "-"
    known = words.get(word)
    if word in _TITLES:
        return capital(word) if _before_name(low, start + len(word), words) else known or word
    if word in acronyms or (len(word) > 1 and known is None and not _VOWEL.search(word)):
        return _capitals(word)
    if (hyphen_before and len(word) == 1) or (hyphen_after and word in _TITLE_PARTICLE):
        return word
    if word in _SMALL_NAME_PART:
        return capital(word) if _SENTENCE_START.search(low[max(0, start - 12) : start]) else word
    is_small = known == word or (known is None and _is_inflected(word, words))
    if is_small and not (start == 0 or _SENTENCE_START.search(low[max(0, start - 12) : start])):
        return word
    return known if known and known != word and len(known) == len(word) else capital(word)


def _before_name(low: str, end: int, words: dict[str, str]) -> bool:
    """Whether a title is followed by a name: by a word that nobody writes small."""
    following = _AFTER_TITLE.match(low, end)
    if not following:
        return False
    word = following["word"]
    return words.get(word) != word and not _is_inflected(word, words)


_AFTER_TITLE = re.compile(r"\.?\s(?P<word>[^\W\d_]+)")


def _is_inflected(word: str, words: dict[str, str]) -> bool:
    """Whether an unknown word is a form of a known small one."""
    for prefix in _PREFIXES:
        stem = word.removeprefix(prefix)
        if word.startswith(prefix) and len(stem) > 3 and words.get(stem) == stem:
            return True
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending) + instead
        if word.endswith(ending) and len(stem) > 3 and words.get(stem) == stem:
            return True
    return False
