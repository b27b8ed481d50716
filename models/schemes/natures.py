"""What an actor is, by its name: of which kind, and of which country."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from models.actors import ActorBook, ActorEntry
from models.codebook import Codebook
from models.folding import folded
from models.schemes.tables import country_named, facts, table

_YEARS = re.compile(r"\s*\((?:\d{4})?\s*[-–]\s*(?:\d{4})?\)")
_KINDS_OF_FACTS = {
    "group": "rebels",
    "organization": "party",
    "force": "military",
    "government": "government",
    "body": "bodies",
}
# Kinds that a group may be more closely, and a force; else it is what the table above says.
_CLOSER = {
    "group": frozenset({"militia", "identity_militia", "islamist", "gang", "unidentified"}),
    "force": frozenset({"police"}),
}
# Parts of a known group's name that make it no rebel group in ACLED's sense.
_REFINING = ("militia", "gang", "identity_militia")


@dataclass(frozen=True, slots=True)
class Nature:
    """An actor of a record. `name` is the class's name where it is one of a class, without `words`.

    `kind` is a key of data/kinds.toml, or empty where nothing tells it; `country` is ISO 3166-1
    alpha-3. `words` are what the record says beyond the class, such as the name of the force.
    """

    name: str
    kind: str = ""
    country: str | None = None
    words: str = ""

    @property
    def side(self) -> str:
        """`state`, `organised` or `civilian`; empty where the kind is not known."""
        return str(table("kinds")["kind"][self.kind]["side"]) if self.kind else ""

    @property
    def target(self) -> int:
        """GTD's target type."""
        return int(table("kinds")["kind"][self.kind]["target"]) if self.kind else 20

    @property
    def sector(self) -> str:
        """PLOVER's sector."""
        return str(table("kinds")["kind"][self.kind]["sector"]) if self.kind else "UNK"

    def inter(self, country: str | None) -> int:
        """ACLED's actor type: 1 to 8. Forces of another state than the event's are external."""
        number = int(table("kinds")["kind"][self.kind]["inter"]) if self.kind else 3
        abroad = self.country is not None and country is not None and self.country != country
        return 8 if number == 1 and abroad else number


class Natures:
    """Tells what actors are: by what people said of them, by the codebook's classes, by tables."""

    def __init__(self, codebook: Codebook, book: ActorBook | None = None) -> None:
        self._book = book or ActorBook()
        self._patterns = [
            (cls.value, _pattern(pattern.split("{words}")[0].rstrip(" :,;–-")))
            for cls, pattern in codebook.actor_names
        ] + _usual_patterns()
        self._known: dict[str, Nature] = {}

    def main_name(self, name: str) -> str:
        return self._book.main_name(name)

    def of(self, name: str) -> Nature:
        """What the actor of a main name is."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = _as_said(self._told(name), self._book.of(name))
        return found

    def _told(self, name: str) -> Nature:
        for kind, pattern in self._patterns:
            match = pattern.fullmatch(name)
            if match:
                country = country_named(_YEARS.sub("", match["country"] or ""))
                return Nature(match["named"], kind, country, match["words"] or "")
        # ACLED writes an acronym and what it stands for: "JNIM: Group for Support of …".
        for known in (name, *name.split(": ")):
            if fact := _fact(known):
                return Nature(name, *fact)
        country = country_named(name)
        if country:
            return Nature(name, "government", country)
        words = folded(name).split()
        return Nature(name, _kind_by_word(words), _country_in(name))


def _as_said(nature: Nature, entry: ActorEntry) -> Nature:
    """With the country and kind that people gave; a kind that says more of the same stays."""
    kind = _KINDS_OF_FACTS.get(entry.sort or "", nature.kind)
    if nature.kind in _CLOSER.get(entry.sort or "", ()):
        kind = nature.kind
    return replace(nature, kind=kind, country=entry.country or nature.country)


def _usual_patterns() -> list[tuple[str, re.Pattern[str]]]:
    patterns = table("kinds")["pattern"]
    return [(kind, _pattern(text)) for kind, texts in patterns.items() for text in texts]


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """The pattern of a class's name: the country may be missing, words may follow a colon."""
    before, country, after = text.partition("{country}")
    if not country:
        body = re.escape(before) + "(?P<country>)"
    elif before.endswith("("):
        named = r"\((?P<country>[^()]+)\)"
        body = f"{re.escape(before[:-1].rstrip())}(?: {named})?{re.escape(after[1:])}"
    else:
        lead = re.escape(before.removesuffix(" of ").rstrip())
        body = f"{lead}(?: of (?P<country>[^():]+(?: \\([^()]*\\))?)){re.escape(after)}"
    return re.compile(
        f"(?P<named>{body})(?:{_YEARS.pattern})?(?: ?[:,] *(?P<words>.*))?", re.DOTALL
    )


@cache
def _known_names() -> dict[str, tuple[str, str | None]]:
    """Kind and country of what the table of known actors has, by folded name."""
    found: dict[str, tuple[str, str | None]] = {}
    for row in facts("actors")["actors"]:
        kind = _KINDS_OF_FACTS[row["kind"]]
        if row["kind"] == "force" and row.get("class") == "police":
            kind = "police"
        elif row["kind"] == "group":
            words = {word for name in _names(row) for word in folded(name).split()}
            told = table("kinds")["words"]
            kind = next((key for key in _REFINING if words & {*told[key]}), kind)
        for name in _names(row):
            found.setdefault(folded(name), (kind, row.get("country")))
    return found


def _names(row: dict[str, list[str]]) -> list[str]:
    acronym = [row["acronym"]] if "acronym" in row else []
    return [str(name) for name in (row["name"], *row.get("aliases", ()), *acronym)]


def _fact(name: str) -> tuple[str, str | None] | None:
    return _known_names().get(folded(_YEARS.sub("", name)))


@cache
def _kinds_by_word() -> dict[str, str]:
    by_word: dict[str, str] = {}
    for kind, words in table("kinds")["words"].items():
        for word in words:
            by_word.setdefault(word, kind)
    return by_word


def _kind_by_word(words: list[str]) -> str:
    """The kind by the last word that tells one: "police station guards" are guards."""
    by_word = _kinds_by_word()
    if "police" in words:
        return "police"
    for word in reversed(words):
        found = by_word.get(word) or by_word.get(_singular(word))
        if found == "militia" and not {*words}.isdisjoint(
            table("kinds")["words"]["identity_militia"]
        ):
            return "identity_militia"
        if found:
            return found
    return ""


def _singular(word: str) -> str:
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s") if not word.endswith("ss") else word


def _country_in(name: str) -> str | None:
    """The country in brackets, or of a demonym among the words."""
    bracket = re.search(r"\(([^()]+)\)", name)
    if bracket and (found := country_named(bracket[1])):
        return found
    capital = re.findall(r"[^\W\d_][\w’'-]*", name)
    return next(
        (code for word in capital if word[0].isupper() and (code := country_named(word))), None
    )
