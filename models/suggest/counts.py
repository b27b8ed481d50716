"""Counts of people in an article: how many were killed, wounded or abducted, in which words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from models.spans import Span
from models.suggest.counts_implied import find_implied, find_told_by_kind, tells_of_death
from models.suggest.counts_lexicon import PERSON
from models.suggest.counts_patterns import Harm, Hit, find_hits
from models.suggest.counts_people import describe
from models.suggest.counts_syntax import find_victims
from models.suggest.counts_totals import (
    CountMention,
    Total,
    implied_death,
    said_by_headline,
    tally,
    total,
)
from models.suggest.text import sentence_spans
from models.values import Wording

__all__ = [
    "CountMention",
    "Harm",
    "Total",
    "find_counts",
    "find_headline_counts",
    "implied_death",
    "said_by_headline",
    "tally",
    "tells_of_death",
    "total",
]


_PERIOD = r"(?:years?|months?|weeks?|decades?|century|days|hours)"
_AGGREGATE = re.compile(
    r"\bsince\s+(?:the\s+(?:start|beginning|outbreak|war|conflict|insurgency|coup|invasion|revolution)"
    r"|last\s+(?:year|month|summer|spring|autumn|fall|winter)|(?:early\s+|late\s+|mid-?)?(?:january|february|march"
    r"|april|may|june|july|august|september|october|november|december)(?!\s+[0-9]{1,2}(?![0-9]))"
    r"|(?:1[89]|20)[0-9]{2})|\bso\s+far\s+this\s+(?:year|month)|\bthis\s+year\b|\b(?:each|every|per|a)\s+year\b(?!\s+(?:ago|earlier|later|before|after))"
    rf"|\b(?:in|over|during)\s+(?:the\s+)?(?:past|last|recent)\s+(?:\w+\s+){{0,2}}{_PERIOD}"
    r"|\b(?:over|during|in)\s+(?:an?\s+|the\s+)?[\w-]+[-\s]year\s+(?:period|war|conflict)"
    rf"|\bin\s+\w+\s+{_PERIOD}\s+of\b|\bduring\s+the\s+(?:war|conflict)\b|\byears?\s+of\s+(?:war|conflict|civil)"
    r"|\bon\s+average\b|\bannual(?:ly)?\b|\bsame\s+period\b|\b(?:in|across|by)\s+(?:separate|similar|previous|earlier|such)\s+"
    r"(?:attacks|incidents|raids|clashes|shootings)",
    re.IGNORECASE,
)
_INCLUDING = re.compile(
    r"(?:\bincluding|\bamong\s+(?:the|those|them)[\w\s]{0,30}|\bof\s+(?:them|whom)|\bcomprising|\bincludes?)\s+"
    r"(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_AMONG_THE_DEAD = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}(?:are|were|was|is|being)\s+(?:\w+\s+)?(?:among|included)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"\bcondition$|\bto\s+(?:the\s+|a\s+(?:local\s+)?)?hospitals?$|\b(?:taken|rushed|flown|airlifted|admitted|brought|transported|transferred|sent)\s+to\b"
    r"|^(?:he|she)\b|\b(?:treated|hospitali[sz]ed)\b|(?:^|\s)(?:him|her)$",
    re.IGNORECASE,
)
#: Whoever is found with gunshot wounds may be dead.
_SHOT_WOUNDS = re.compile(
    r"\bgun\s?shots?\b|\b(?:stab|bullet)[\s-]+(?:wounds?|injur(?:y|ies))\b", re.IGNORECASE
)
_FATAL = re.compile(r"\bfatal\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:him|her)self\b|suicide|own\s+life|self-inflicted", re.IGNORECASE)
#: What joins a killer's own death to what he did before.
_THEN = re.compile(
    r"\b(?:then|before|later|afterwards?|murder[\s-]suicide|turn\w*\s+(?:\w+\s+){1,3}on)\b",
    re.IGNORECASE,
)
_DEAD = re.compile(r"\b(?:deceased|dead|slain)\b", re.IGNORECASE)
_APPOSITION = re.compile(
    r"\s?[,–—]\s([^.;]{1,90}?)[,–—]\s(?=(?:was|were|is|are|has|have|had|died|remain|suffered|sustained"
    r"|received|survived)\b)"
)
_WHO = r"(?P<who>[^\W\d][\w’'-]*(?:\s[\w’'-]+){0,5}?)"
_SAYS = r"(?:sa(?:id|ys)|put|reported|confirmed|claimed|counted|announced|told\s+\w+)"
_SAYS_BEFORE = re.compile(
    rf"(?:^|[,;:.]\s|\b(?:but|while|and)\s){_WHO}\s{_SAYS}\b[^,;]*$", re.IGNORECASE
)
_SAYS_AFTER = re.compile(
    rf"\baccording\s+to\s+{_WHO}(?=[,.;]|$)|,\s{_WHO.replace('who', 'who2')}\s{_SAYS}\b",
    re.IGNORECASE,
)
_KNOWN = re.compile(r"(?:the|this|that|he|she|him|her|his)\b", re.IGNORECASE)
_NOMINAL = re.compile(
    r"(?:(?:the|an?|this|his|her)\s+)?(?:suspicious\s+)?(?:deaths?|killings?|murders?|slaying|fatal|abduction|kidnapping)\b",
    re.IGNORECASE,
)
_PROTEST = re.compile(
    r"\b(?:protest|demonstrat|rall(?:y|ied)|sit-in|vigil|march(?:ed|ers)|mourn|funeral|condemn)",
    re.IGNORECASE,
)
#: Deaths that no act of violence brought about.
_OTHER_CAUSE = re.compile(
    r"\s+(?:(?:\w+\s+){0,4}?(?:in|after|from|by|of)\s+)?(?:(?:an?|the)\s+)?"
    r"(?:(?!(?:air)?plane|helicopter|jet|aircraft)[\w-]+\s+){0,3}?"
    r"(?:crash(?:ing)?|(?:car|vehicle|traffic|road|motorcycle|auto)\s+accident|collision|cancer|heart\s+attack"
    r"|illness|overdose|natural\s+causes|drowning)\b",
    re.IGNORECASE,
)
#: One of a row of deaths, most of them earlier ones: "the first of two killed this weekend".
_OF_A_ROW = re.compile(
    r"\b(?:first|last|latest|second|third|fourth|fifth)\s+of\s+(?:the\s+)?$|\b(?:last|previous|past)\s+$",
    re.IGNORECASE,
)
#: Before a death that was feared, or avoided.
_NOT_COME_TRUE = re.compile(
    r"(?:\b(?:could|might|would|will|not|never)\s+(?:not\s+)?(?:\w+\s+)?(?:been|be|have)"
    r"|(?:n[’']t|\bnot)\s+let)\s+$",
    re.IGNORECASE,
)
#: What stands in a headline before one person with whom others are listed.
_BARE_PERSON = re.compile(
    rf"(?:[^:]{{1,30}}:\s)?(?:[^\W\d][\w.-]*\s){{0,3}}?(?=(?:{'|'.join(sorted(PERSON))})"
    r"(?:,|\s+and|\s*&)\s+(?:[0-9]{1,2}|two|three|four|five|six)\s)",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:also|separately|in\s+addition)\b", re.IGNORECASE)


def find_counts(text: str, doc: Any = None) -> list[CountMention]:
    """The counts of people harmed, in order of the text; `doc` is its spaCy parse, if there is."""
    mentions: list[CountMention] = []
    for start, end in sentence_spans(text):
        by_kind = list(find_told_by_kind(text, start, end))
        hits = [*find_hits(text, start, end), *by_kind]
        sentence = [_mention(text, start, end, hit) for hit in hits]
        sums = frozenset(Span(h.start, h.end) for h in by_kind if (h.quantity.count.best or 0) > 1)
        mentions += _within_sentence(text, sorted(sentence, key=lambda m: (m.start, m.end)), sums)
        implied = find_implied(text, start, end)
        mentions += [replace(_mention(text, start, end, h), is_implied=True) for h in implied]
    if doc is not None:
        known = [(m.start, m.end, m.kind) for m in mentions if not m.is_implied]
        for hit in find_victims(doc, known):
            sentence_of = doc.char_span(hit.start, hit.end, alignment_mode="expand").sent
            bounds = sentence_of.start_char, sentence_of.end_char
            mentions.append(replace(_mention(text, *bounds, hit), is_single=True))
    return _in_discourse(sorted(mentions, key=lambda mention: (mention.start, mention.end)))


def find_headline_counts(title: str) -> list[CountMention]:
    """The counts of a headline, which leaves out articles: "Father and two children found dead"."""
    found = _BARE_PERSON.match(title)
    return find_counts(f"{title[: found.end()]}a {title[found.end() :]}" if found else title)


def _in_discourse(mentions: list[CountMention]) -> list[CountMention]:
    """Keeps "others" additive only after people to whom the same happened.

    "Four were killed. Nine others were hurt": the nine are others than the dead.
    """
    kept: list[CountMention] = []
    last: CountMention | None = None
    for mention in mentions:
        is_first = last is None or last.kind is not mention.kind
        if mention.is_implied:
            kept.append(mention)
            continue
        if last is not None and mention.is_status and last.sentence != mention.sentence:
            is_first = True
        kept.append(replace(mention, is_additive=False) if is_first else mention)
        if mention.counts and mention.value.wording is not Wording.NONE:
            last = mention
    return kept


def _mention(text: str, start: int, end: int, hit: Hit) -> CountMention:
    quantity = hit.quantity
    before = text[max(start, quantity.start - 60) : quantity.start]
    part = _INCLUDING.search(before) is not None
    part = part or _AMONG_THE_DEAD.match(text, quantity.end, end) is not None
    aggregate = _AGGREGATE.search(text, start, end) or _OF_A_ROW.search(before)
    reason = _NOMINAL.match(text, hit.start) and _PROTEST.search(text, start, end)
    if hit.harm is Harm.KILLED:
        reason = reason or _OTHER_CAUSE.match(text, hit.end, end)
    also = _ALSO.search(text, hit.start, hit.end) is not None
    own = _SELF.search(text, hit.start, hit.end) is not None
    harm = hit.harm
    if harm is not Harm.ABDUCTED and _DEAD.search(text, quantity.start, quantity.end):
        harm = Harm.KILLED
    if harm is Harm.WOUNDED and _SHOT_WOUNDS.search(text, hit.start, hit.end):
        harm = Harm.KILLED if _FATAL.search(text, hit.start, hit.end) else Harm.STRUCK
    return CountMention(
        harm,
        hit.start,
        hit.end,
        quantity.count,
        Span(quantity.start, quantity.end),
        is_additive=_THEN.search(text, max(start, hit.start - 40), hit.end) is not None
        if own
        else quantity.is_more or hit.is_transfer or also,
        is_part=part,
        is_reason=reason is not None,
        is_update=hit.is_update,
        is_transfer=hit.is_transfer,
        is_aggregate=aggregate is not None and quantity.count.best not in {0, 1},
        is_hypothetical=hit.is_hypothetical or _NOT_COME_TRUE.search(before) is not None,
        is_other=quantity.is_more and hit.harm is not Harm.STRUCK,
        is_status=_STATUS.search(text, hit.start, hit.end) is not None,
        is_known=_KNOWN.match(text, quantity.start, quantity.end) is not None,
        is_self=own,
        person=describe(text, quantity.start, quantity.end),
        source=_source(text, start, end, hit),
        sentence=start,
    )


def _source(text: str, start: int, end: int, hit: Hit) -> str:
    """Who gives a number, in lower-case words; "" if nobody is named in its sentence."""
    after = _SAYS_AFTER.search(text, hit.end, min(end, hit.end + 90))
    before = _SAYS_BEFORE.search(text[max(start, hit.start - 90) : hit.start])
    if found := before or after:
        said = found.groupdict()
        return " ".join((said["who"] or said.get("who2") or "").lower().split())
    return ""


def _within_sentence(
    text: str, mentions: list[CountMention], sums: frozenset[Span]
) -> list[CountMention]:
    """Marks what an updated toll or a sum of the same sentence already holds, and what adds up.

    `sums`: where the crime's name counts all its victims ("a double homicide").
    """
    updated = {m.kind for m in mentions if m.is_update}
    summed = {m.kind for m in mentions if m.span in sums}
    seen: dict[Harm, int] = {}
    said: set[tuple[Harm, str]] = set()
    marked: list[CountMention] = []
    for mention in mentions:
        words = mention.victim.quote(text).lower() if mention.victim else ""
        if (mention.kind in updated and not mention.is_update) or (
            mention.kind in summed and mention.span not in sums
        ):
            marked.append(replace(mention, is_part=True))
        elif (mention.kind, words) in said:
            marked.append(replace(mention, is_additive=False))
        elif _is_apposition(text, mentions, mention):
            marked.append(replace(mention, is_part=True))
        elif mention.person.is_pronoun:
            marked.append(mention)
        elif mention.is_status and (mention.value.best or 0) < seen.get(mention.kind, 0):
            marked.append(replace(mention, is_part=True))
        elif mention.kind in seen and mention.counts and mention.value.wording is not Wording.NONE:
            marked.append(replace(mention, is_additive=True))
        else:
            marked.append(mention)
        if mention.counts:
            seen.setdefault(mention.kind, mention.value.best or 0)
            said.add((mention.kind, words))
    return marked


def _is_apposition(text: str, mentions: list[CountMention], mention: CountMention) -> bool:
    """As "a man" in "one of the victims, a man, has died": the same people in other words."""
    for other in mentions:
        if other is mention or other.kind is not mention.kind or not other.victim:
            continue
        found = _APPOSITION.match(text, other.victim.end)
        if found and mention.victim and found.start(1) <= mention.victim.start < found.end(1):
            return (other.value.best or 0) > 1 or " and " not in found[1]
    return False
