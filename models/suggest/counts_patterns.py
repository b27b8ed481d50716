"""Which quantities of a sentence are victims: predicates after them, verbs before them, tolls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from models.suggest.counts_lexicon import AUXILIARY, PREDICATE, VERB
from models.suggest.counts_quantity import Quantity, find_quantities
from models.values import Count, Wording


class Harm(StrEnum):
    """What happened to the people that are counted.

    `STRUCK`: shot or stabbed, and not said whether they lived; `tally` shares them out.
    """

    KILLED = "killed"
    WOUNDED = "wounded"
    ABDUCTED = "abducted"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Hit:
    """A quantity that is a count of victims, and the stretch of text that says so."""

    harm: Harm
    start: int
    end: int
    quantity: Quantity
    is_update: bool = False
    is_transfer: bool = False
    is_hypothetical: bool = False


_I = re.IGNORECASE
_PREPOSITIONS = (
    r"of|in|from|at|on|near|inside|aboard|aged|outside|belonging|travelling|traveling|with"
)
_BETWEEN = (
    r"(?:\s+and\s+(?:[^\W\d][\w’'-]*\s+){0,3}?[^\W\d][\w-]*s[\"”’]?)?"
    rf"(?:\s+(?:{_PREPOSITIONS})\s[^,;.()\n]{{1,60}}?)?"
    r"(?:,\s[^;.()\n]{1,80}?,|\s*\([^)\n]{0,60}\))?"
)
_PASSIVE = re.compile(rf"[\"”’]?\s+(?P<aux>{AUXILIARY}+){PREDICATE}", _I)
_PASSIVE_FAR = re.compile(
    rf"{_BETWEEN}\s+(?P<aux>(?:who\s+|that\s+)?(?:was|were|has|have|had|is|are|been)\s+{AUXILIARY}*)"
    rf"{PREDICATE}",
    _I,
)
_BARE = re.compile(rf"(?:\s*,)?\s+(?:{AUXILIARY}*){PREDICATE}", _I)
_BARE_FAR = re.compile(rf"{_BETWEEN}\s+{AUXILIARY}*(?P<killed>died|perished)(?!\w)", _I)
_DEAD_TO = re.compile(r"\s+(?:people\s+|persons\s+)?to\s+death(?!\w)", _I)
#: After a participle without "was", an object would make it active ("gunmen killed four").
_NO_OBJECT = re.compile(
    r"\s*(?:$|[0-9]+\s+(?:injured|wounded|hurt)\b|[.,;:)\]\"”’–—-]|(?:and|or|in|by|on|after|when|while|as|at|near|since|during|with|from|over"
    r"|inside|outside|before|this|last|late|early|yesterday|today|overnight|so|among|following|but|for"
    r"|was|were|is|are|has|have|had|may|might|because|until|according|police|officials|authorities|again|who|which"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|that|who|there|here|across|under)(?!\w))",
    _I,
)
_ACTIVE = re.compile(
    rf"(?<![\w-]){VERB}(?:\s+and\s+\w+ing|\s+a\s+total\s+of|\s+the\s+lives\s+of)?\s+$", _I
)
_IS_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|got)\s+(?:\w+ly\s+)?$", _I)
#: As in "killing six soldiers, the governor of the state said": no seventh victim.
_SPEAKS = re.compile(
    r"\s+(?:(?:of|for|in|from)\s+[\w’' -]{1,40}?\s)?"
    r"(?:said|says|told|added|reported|confirmed|announced|wrote)\b",
    _I,
)
_AND_VERB = re.compile(r"(?:killed|dead|wounded|injured|hurt|missing)\s+(?:or|and)\s+$", _I)
_COORDINATED = re.compile(
    r"\s*(?:,?\s+and(?:\s+(?:the|his|her|their))?\s+|,\s+|,?\s+as\s+well\s+as\s+|,?\s+plus\s+|,?\s+along\s+with\s+"
    r"|\s+or\s+)$",
    _I,
)
_TOLL = re.compile(
    r"(?:(?:death\s+|casualty\s+)?toll|number\s+of\s+(?:[\w-]+\s+){0,4}?(?P<what>dead|deaths|fatalities|killed"
    r"|victims|wounded|injured|hostages)|(?P<verbal>(?:deaths|fatalities)))"
    r"\b[^.;]{0,160}?\b(?:r[io]se[ns]?|risen|rising|climb(?:s|ed)|jump(?:s|ed)|increase[sd]?|stood|stands"
    r"|standing|reach(?:es|ed|ing)|grew|grown|went|revised|now|was|is|passed)"
    r"(?:\s+(?:up|sharply|again))?(?:\s+(?:to|at|from\s+\w+\s+to))?\s+$",
    _I,
)
_BRINGS = re.compile(
    r"\b(?:br(?:ings|inging|ought)|rais(?:es|ing|ed)|tak(?:es|ing))\s+the\s+(?:total\s+|overall\s+)?"
    r"(?:(?P<what>death|number\s+of\s+(?:\w+\s+)?(?:dead|deaths|killed|wounded|injured))\s*)?(?:toll\s+)?(?:to|at)\s+$",
    _I,
)
_NOUN_KINDS = {
    "dead": Harm.KILLED, "deaths": Harm.KILLED, "death": Harm.KILLED, "fatalities": Harm.KILLED,
    "fatality": Harm.KILLED, "bodies": Harm.KILLED, "corpses": Harm.KILLED, "lives": Harm.KILLED,
    "injuries": Harm.WOUNDED, "injury": Harm.WOUNDED, "wounded": Harm.WOUNDED,
    "injured": Harm.WOUNDED, "casualties": Harm.KILLED, "casualty": Harm.KILLED,
    "hostages": Harm.ABDUCTED, "kidnappings": Harm.ABDUCTED, "abductions": Harm.ABDUCTED,
    "body": Harm.KILLED, "hostage": Harm.ABDUCTED, "murders": Harm.KILLED, "killings": Harm.KILLED,
}  # fmt: skip
_UNREAL = re.compile(
    r"\b(?:could|may|might|would|will|to|if|threaten(?:ed|s|ing)?|fear(?:s|ed)?|tr(?:y|ied|ying)|attempt\w*"
    r"|plan(?:ned|s|ning)?|aim(?:ed|ing)?|want(?:s|ed)?|not|never|n[’']t|avoid\w*|prevent\w*|without|conspir\w*"
    r"|unless|presumed|potentially|deny|denies|denied|denying)\s+(?:[\w-]+\s+){0,3}$",
    _I,
)
_IF = re.compile(
    r"\b(?:if|unless|fear(?:s|ed)?|deny|denies|denied|denying|threaten(?:ed|s|ing)?)\s+(?:that\s+)?$",
    _I,
)
_ARTICLE = re.compile(
    r"(?:an?|the|his|her|their|its|another|he|she)\s+(?!dozen|hundred|couple|[0-9])", _I
)
_LOST = re.compile(
    r"\s+(?:was|were|are|have\s+been|had\s+been)\s+(?:\w+\s+)?(?:lost|taken|claimed)\b", _I
)
#: After these words comes no subject: "expecting a child with his girlfriend, died".
_NO_SUBJECT = re.compile(r"\b(?:with|by|to|for|against|about|near)\s+$", _I)
_OF_THE_WOUNDED = re.compile(r"\s+of\s+(?:the|those)\s+(?:wounded|injured|hurt)(?!\w)", _I)


def find_hits(text: str, start: int, end: int) -> list[Hit]:
    """The victims counted in a sentence, in order."""
    quantities = find_quantities(text, start, end)
    hits: dict[int, list[Hit]] = {}
    for place, quantity in enumerate(quantities):
        hits[place] = list(_hits_of(text, start, end, quantity))
    _drop_holders(text, quantities, hits)
    _inherit(text, quantities, hits)
    found = [hit for place in sorted(hits) for hit in hits[place]]
    return sorted([*found, *_losses(text, start, end)], key=lambda hit: hit.start)


_LOSSES = re.compile(
    r"\b(?:heavy|severe|serious|significant|large|great|massive)\s+(?:\w+\s+){0,2}"
    r"(?:losses|casualties|loss\s+of\s+life|death\s+toll)\b",
    re.IGNORECASE,
)


def _losses(text: str, start: int, end: int) -> Iterator[Hit]:
    """Deaths without a number: "heavy losses"."""
    for found in _LOSSES.finditer(text, start, end):
        nobody_knows = Count(None, None, None, Wording.UNSPECIFIED)
        quantity = Quantity(*found.span(), found.end(), nobody_knows, has_noun=True)
        yield Hit(Harm.KILLED, *found.span(), quantity)


def _drop_holders(text: str, quantities: Sequence[Quantity], hits: dict[int, list[Hit]]) -> None:
    """Drops "the mother" from "the mother of the man who died", "four" from "one of those four"."""
    for place, one in enumerate(quantities):
        inner: set[tuple[Harm, int]] = set()
        for later in range(place + 1, min(place + 4, len(quantities))):
            between = text[one.end : quantities[later].start]
            if hits[place] and _PARTITIVE.fullmatch(between):
                hits[later] = [hit for hit in hits[later] if hit.end != hits[place][0].end]
            elif between.endswith(" of "):
                inner.update((hit.harm, hit.end) for hit in hits[later])
        hits[place] = [hit for hit in hits[place] if (hit.harm, hit.end) not in inner]


def _hits_of(text: str, start: int, end: int, quantity: Quantity) -> Iterator[Hit]:
    toll = _toll(text, start, quantity)
    if toll:
        yield toll
        return
    nouns = list(_counted_noun(text, quantity))
    if nouns:
        yield from nouns
        return
    found = _active(text, start, quantity) or _predicate(text, start, end, quantity)
    if found is None:
        return
    yield found
    if (
        quantity.count.wording is Wording.NONE
        and found.harm is Harm.WOUNDED
        and _nobody(text, found)
    ):
        yield replace(found, harm=Harm.KILLED)


def _nobody(text: str, hit: Hit) -> bool:
    """Whether nobody at all was hurt: then nobody was killed either."""
    said = text[hit.start : hit.end].lower()
    return said.startswith(("no one", "nobody")) and said.endswith(("hurt", "injured", "harmed"))


def _toll(text: str, start: int, quantity: Quantity) -> Hit | None:
    before = text[max(start, quantity.start - 260) : quantity.start]
    found = _TOLL.search(before) or _BRINGS.search(before)
    is_person = _ARTICLE.match(text, quantity.start) is not None
    if not found or is_person or quantity.count.wording is Wording.NONE:
        return None
    what = (found["what"] or "").lower()
    harm = Harm.WOUNDED if what.endswith(("wounded", "injured")) else Harm.KILLED
    harm = Harm.ABDUCTED if what == "hostages" else harm
    is_number = quantity.count.best is not None or quantity.count.low is not None
    return Hit(harm, quantity.start, quantity.end, quantity, is_update=True) if is_number else None


def _counted_noun(text: str, quantity: Quantity) -> Iterator[Hit]:
    """The noun itself is the harm: "12 deaths", "eleven bodies", "no casualties"."""
    words = text[quantity.number_end : quantity.end].lower().split()
    harm = _NOUN_KINDS.get(words[-1]) if words else None
    if harm is None or "hostage" in words[-1]:
        return
    if words[-1] == "lives" and not _LOST.match(text, quantity.end):
        return
    is_none = quantity.count.wording is Wording.NONE
    if words[-1].startswith("casualt") and not is_none:
        return
    hit = Hit(harm, quantity.start, quantity.end, quantity)
    yield hit
    if words[-1].startswith("casualt"):
        yield replace(hit, harm=Harm.WOUNDED)


def _active(text: str, start: int, quantity: Quantity) -> Hit | None:
    low = max(start, quantity.start - 70)
    before = text[low : quantity.start]
    found = _ACTIVE.search(before)
    if not found or text[quantity.start : quantity.end].lower() in {"he", "she"}:
        return None
    ahead = text[max(start, low + found.start() - 60) : low + found.start()]
    if _IS_PASSIVE.search(ahead) or _AND_VERB.search(ahead):
        return None
    if _BARE_NUMBER.search(ahead) and _BARE.match(text, quantity.end):
        return None
    harm = _harm_of(found)
    if harm is Harm.STRUCK and _DEAD_TO.match(text, quantity.end):
        harm = Harm.KILLED
    if harm is Harm.STRUCK and re.match(r"\s+(?:dead|fatally)(?!\w)", text[quantity.end :], _I):
        harm = Harm.KILLED
    unreal = _UNREAL.search(ahead) is not None
    return Hit(harm, low + found.start(), quantity.end, quantity, is_hypothetical=unreal)


def _predicate(text: str, start: int, end: int, quantity: Quantity) -> Hit | None:
    position, is_transfer = quantity.end, False
    if moved := _OF_THE_WOUNDED.match(text, quantity.number_end, end):
        position, is_transfer = moved.end(), True
    found = _PASSIVE.match(text, position, end) or _BARE.match(text, position, end)
    if found and not _IS_BE.search(found[0]) and not _stands_alone(text, found, end, quantity):
        found = None
    if not found and (quantity.has_noun or is_transfer or quantity.is_more or quantity.is_part):
        found = _PASSIVE_FAR.match(text, position, end) or _BARE_FAR.match(text, position, end)
    if not found or _AND_VERB.match(text[found.end() :].lstrip()):
        return None
    ahead = text[max(start, quantity.start - 60) : quantity.start]
    if _NO_SUBJECT.search(ahead) and text[quantity.end : found.start() + 2].lstrip()[:1] == ",":
        return None
    aux = (found.groupdict().get("aux") or "").lower()
    negated = re.search(r"\b(?:not|never|could|may|might|would|will|feared|believed)\b", aux)
    unreal = negated is not None or _IF.search(ahead) is not None
    harm = _harm_of(found)
    if harm is Harm.STRUCK and _FATALLY.match(text, found.end(), end):
        harm = Harm.KILLED
    return Hit(
        harm, quantity.start, found.end(), quantity, is_transfer=is_transfer, is_hypothetical=unreal
    )


#: "1 killed 3 injured": the number before the verb is what was killed.
_BARE_NUMBER = re.compile(r"[0-9]\s+(?:people\s+|persons\s+)?$")
_PARTITIVE = re.compile(r"\s+of\s+(?:the|these|those|his|her|its|their)\s+(?:\w+\s+)?", _I)
_IS_BE = re.compile(r"\b(?:was|were|is|are|be|been|being|got|found|left)\b", _I)
_FATALLY = re.compile(
    r"\s+(?:[\w-]+\s+){0,4}?(?:fatally|and\s+(?:later\s+)?(?:died|killed))(?!\w)", _I
)


def _stands_alone(text: str, found: re.Match[str], end: int, quantity: Quantity) -> bool:
    """Whether a predicate without "was" is the victims' own, with no object after it."""
    name = found.lastgroup or ""
    if name.endswith("_passive") and text[quantity.start : quantity.end].lower() in {"he", "she"}:
        return False  # "the boy he shot": who did it.
    if text[quantity.end : found.end()].lstrip().startswith(",") and not quantity.has_noun:
        return False
    if not name.endswith("_passive"):
        return True
    if name == "struck_passive" and not (quantity.has_noun or (quantity.count.best or 0) > 1):
        return False
    return _NO_OBJECT.match(text, found.end(), end) is not None


def _harm_of(found: re.Match[str]) -> Harm:
    said = {name for name, words in found.groupdict().items() if words}
    for harm in Harm:
        if harm.value in said or f"{harm.value}_passive" in said:
            return harm
    return Harm.KILLED


def _inherit(text: str, quantities: Sequence[Quantity], hits: dict[int, list[Hit]]) -> None:
    """Shares predicates among coordinated victims ("two soldiers and a child were killed")."""
    for place in range(len(quantities) - 2, -1, -1):
        if not hits[place] and _are_coordinated(text, quantities[place], quantities[place + 1]):
            hits[place] = _passed_on(hits[place + 1], quantities[place], before=False)
    for place in range(1, len(quantities)):
        if not hits[place] and _are_coordinated(text, quantities[place - 1], quantities[place]):
            hits[place] = _passed_on(hits[place - 1], quantities[place], before=True)


def _passed_on(hits: list[Hit], quantity: Quantity, *, before: bool) -> list[Hit]:
    passing = []
    for hit in hits:
        own_verb = hit.start < hit.quantity.start
        if (
            own_verb is before
            and not hit.is_update
            and hit.quantity.count.wording is not Wording.NONE
        ):
            passing.append(replace(hit, start=quantity.start, end=quantity.end, quantity=quantity))
    return passing


def _are_coordinated(text: str, one: Quantity, other: Quantity) -> bool:
    between = text[one.end : other.start]
    if Wording.NONE in {one.count.wording, other.count.wording}:
        return False
    people = one.has_noun or other.has_noun or one.is_more or other.is_more
    if _SPEAKS.match(text, other.end):
        return False
    if other.end == other.number_end and not other.is_more and other.count.best is not None:
        return False
    return people and not other.is_part and _COORDINATED.fullmatch(between) is not None


def added(one: Count, other: Count) -> Count:
    """Two counts of different people together."""
    if one.wording is Wording.NONE or other.wording is Wording.NONE:
        return other if one.wording is Wording.NONE else one
    exact = one.wording is other.wording is Wording.EXACT
    lows = [count.low if count.low is not None else count.best for count in (one, other)]
    low = sum(number for number in lows if number is not None) if any(lows) else None
    if low is None:
        return one
    if exact:
        return Count(low, low, low)
    if all(
        count.wording in {Wording.EXACT, Wording.ABOUT} and count.best for count in (one, other)
    ):
        return Count(None, low, None, Wording.ABOUT)
    if all(count.high is not None for count in (one, other)):
        best = _sum(one.best, other.best)
        return Count(
            _sum(one.low, other.low), best, _sum(one.high, other.high), _ranged(one, other)
        )
    return Count(low, low, None, Wording.AT_LEAST)


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _ranged(one: Count, other: Count) -> Wording:
    wordings = {one.wording, other.wording} - {Wording.EXACT}
    return wordings.pop() if len(wordings) == 1 else Wording.RANGE
