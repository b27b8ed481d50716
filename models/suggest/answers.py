"""The answers to the questions of a record: type, stage, weapon, day, place, harm, source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from models.codebook import Codebook, Field, Role
from models.spans import Span
from models.suggest.affinity import AREAS
from models.suggest.builder import Incident
from models.suggest.counts import (
    CountMention,
    Harm,
    implied_death,
    said_by_headline,
    tally,
    tells_of_death,
)
from models.suggest.counts_confidence import (
    HEADLINE_AGREES,
    HEADLINE_ALONE,
    HEADLINE_DIFFERS,
    confidence,
)
from models.suggest.event_places import Toponym, country_of, ranked_scenes
from models.suggest.gazetteer import shared_gazetteer
from models.suggest.lexicon import nouns, read_data, verbs
from models.suggest.places_rank import demonyms, demonyms_in
from models.suggest.reading import Reading
from models.suggest.replies import Answer, unique
from models.suggest.syntax import children, is_verb, lemma, phrase, singular, subject, unit
from models.suggest.triggers import Match, TriggerLexicon
from models.values import Place, PlacePrecision

if TYPE_CHECKING:
    from spacy.tokens import Token

    _Found = tuple[int, Match, Token]


#: A country no surer than this may be any that is mentioned; the one reported from is likelier.
_VAGUE = 0.3
#: A place that no more speaks for is less likely the scene than somewhere in its country.
_FAINT = 3.5


class Choices:
    """Answers to the choice fields of a codebook, by its triggers."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._stage = codebook.with_role(Role.STAGE)
        self._instrument = codebook.with_role(Role.INSTRUMENT)
        self._stages = TriggerLexicon(self._stage)
        self._instruments = TriggerLexicon(self._instrument)

    def stage(self, incident: Incident, type_choice: str | None) -> list[Answer]:
        """The stage by its words in the event's own clauses; else the first of the list."""
        field = self._stage
        if field is None or not field.choices:
            return []
        default = field.choices[0].key
        found: list[tuple[float, str, Span]] = []
        for mention in incident.mentions:
            doc = mention.unit.doc
            matches = self._in_unit(self._stages, mention.unit, [h.i for h in mention.heads])
            told = [m for m in matches if m.choice != default]
            found += [(m.weight, m.choice, m.span(doc)) for m in told]
        found.sort(key=lambda item: (-item[0], item[2]))
        answers = [Answer(choice, (span,), 0.6) for _, choice, span in found]
        plain = Answer(default, (incident.first.span,), 0.7 if answers else 0.9)
        wanted = _usual_stage(type_choice, field)
        if wanted is not None:
            fitting = [a for a in answers if a.value in wanted]
            fallback = Answer(wanted[0], (incident.first.span,), 0.55)
            return unique([*(fitting or [fallback]), *answers, plain])
        harmed = any(c.value.best or c.value.low for c in incident.counts)
        if harmed or not answers:
            return unique([plain, *answers])
        return unique([*answers, plain])

    def instruments(self, reading: Reading, incident: Incident) -> list[Answer]:
        """What it was done with, from the clauses of the event."""
        field = self._instrument
        if field is None:
            return []
        if not field.choices:
            return _weapon_words(reading, incident)
        found: list[_Found] = []
        for n, mention in enumerate(incident.sources):
            heads = [h.i for h in mention.heads]
            matches = self._in_unit(self._instruments, mention.unit, heads)
            found += [(n, m, mention.unit.doc[m.head]) for m in matches]
        found = [item for item in found if not _is_load(item, found)]
        found.sort(key=lambda item: (item[0], -item[1].weight, item[2].i))
        return _unique_by_choice([(m.choice, m.span(token.doc)) for _, m, token in found])

    @staticmethod
    def _in_unit(lexicon: TriggerLexicon, verb: Token, heads: list[int]) -> list[Match]:
        sentence = verb.sent
        inside = []
        for match in lexicon.find(verb.doc, sentence.start, sentence.end):
            token = verb.doc[match.head]
            own = unit(token)
            below = (
                own.i != verb.i and unit(own.head).i == verb.i and own.dep_ in ("relcl", "advcl")
            )
            if own.i == verb.i or below or match.head in heads:
                inside.append(match)
        return inside


def _is_load(one: _Found, found: list[_Found]) -> bool:
    """Whether the weapon only describes another: the explosives of "explosive-laden drones"."""
    token = one[2]
    others = [o[2] for o in found if o[1].choice != one[1].choice and o[2].pos_ == "NOUN"]
    return any(
        token in part.subtree
        for other in others
        for part in children(other, "amod", "compound", "nmod", "npadvmod")
    )


def _unique_by_choice(found: list[tuple[str, Span]]) -> list[Answer]:
    spans: dict[str, list[Span]] = {}
    for choice, span in found:
        if span not in spans.setdefault(choice, []):
            spans[choice].append(span)
    return [Answer(c, tuple(sorted(s[:3])), 0.7) for c, s in spans.items()][:3]


def _usual_stage(type_choice: str | None, field: Field) -> list[str] | None:
    """A type of disrupted attacks never has the stage of one that came off."""
    for rule in read_data("refinements")["stage"]:
        if rule["type"] == type_choice:
            known = [s for s in rule["stages"] if s in field.choice_by_key]
            return known or None
    return None


def _weapon_words(reading: Reading, incident: Incident) -> list[Answer]:
    found = []
    for mention in incident.sources:
        for token in mention.unit.subtree:
            if token.pos_ in ("NOUN", "PROPN") and singular(token) in nouns("weapon"):
                if token.dep_ == "compound" and singular(token.head) in nouns("weapon"):
                    continue
                lefts = [t for t in token.lefts if t.dep_ == "compound"]
                start = min([t.idx for t in lefts], default=token.idx)
                span = Span(start, token.idx + len(token))
                found.append(Answer(reading.article.text[span.start : span.end], (span,), 0.55))
    return unique(found)[:3]


def places(reading: Reading, incident: Incident) -> list[Answer]:
    """Where it happened. The lead may have any place of the article that no other event has."""
    triggers = [m.span for m in incident.mentions]
    own, lent = incident.own_places, incident.lent_places
    rest = [t for t in reading.toponyms if t not in own and t not in lent]
    rest = [t for t in rest if t.span not in incident.elsewhere]
    if incident.is_lead:
        pool = [t for t in (*own, *lent, *_further(own, rest)) if not t.is_bureau]
        tiers = [(pool, 0.9)]
    else:
        tiers = [(own, 0.85), (lent, 0.6), ([t for t in rest if t.in_dateline], 0.4)]
    found: list[Answer] = []
    scored: list[float] = []
    for toponyms, most in tiers:
        scenes = ranked_scenes(reading.text, toponyms, reading.sentence_spans, triggers)
        best = scenes[0].score if scenes else 0.0
        scored += [scene.score for scene in scenes[:1]]
        for scene in scenes:
            confidence = min(most, scene.sure, 0.2 + 0.12 * scene.score)
            confidence -= 0.08 * (best - scene.score)
            found.append(Answer(scene.place, scene.evidence, max(0.05, confidence)))
    if not scored or scored[0] < _FAINT:
        found = [*_country_of_article(reading), *found]
    country_only = bool(found) and found[0].value.precision is PlacePrecision.COUNTRY  # type: ignore[union-attr]
    if not found or (country_only and found[0].confidence < _VAGUE and incident.is_lead):
        found = [*_from_bureau(reading), *found]
    return _with_the_rest_shared(_with_wider(reading, unique(found)))


def _with_wider(reading: Reading, found: list[Answer]) -> list[Answer]:
    """After the likeliest places the country of the first one, last what else is named."""
    if not found:
        return []
    first = found[0]
    code = first.value.country if isinstance(first.value, Place) else None
    country = shared_gazetteer().country(code) if code else None
    wider = [Answer(country.to_place(), first.evidence, 0.15)] if country else []
    named = [Answer(t.place, (t.span,), 0.05) for t in reading.toponyms]
    return unique([*found[:2], *wider, *found[2:], *named])


def _with_the_rest_shared(answers: list[Answer]) -> list[Answer]:
    """The alternatives share what the first answer leaves."""
    left = 1.0 - answers[0].confidence if answers else 0.0
    shared = [
        replace(answer, confidence=min(answer.confidence, left / 2**n))
        for n, answer in enumerate(answers[1:], start=1)
    ]
    return [*answers[:1], *shared]


def _further(own: Sequence[Toponym], rest: Sequence[Toponym]) -> Sequence[Toponym]:
    """Where else the lead event may lie than at the places that are surely its own.

    Beside a spot of its own only the dateline counts. An area alone ("in the north of the
    country") says too little to look no further, but says that it was not at the dateline.
    """
    if any(t.place.precision not in AREAS and not t.mention.is_astray for t in own):
        return [t for t in rest if t.in_dateline]
    named = [t for t in rest if not t.in_dateline]
    return named if own and named else rest


def _country_of_article(reading: Reading) -> list[Answer]:
    """The country that the article speaks of most, by its name or its people."""
    told: dict[str, list[Span]] = {}
    for toponym in reading.toponyms:
        if toponym.place.precision is PlacePrecision.COUNTRY and toponym.place.country:
            told.setdefault(toponym.place.country, []).append(toponym.span)
    for found in demonyms_in(reading.text):
        if found[0][0].isupper():
            told.setdefault(demonyms()[found[0].casefold()], []).append(Span(*found.span()))
    if not told:
        return []
    most = max(told, key=lambda code: (len(set(told[code])), -told[code][0].start))
    country = shared_gazetteer().country(most)
    return [Answer(country.to_place(), (told[most][0],), 0.4)] if country else []


def _from_bureau(reading: Reading) -> list[Answer]:
    """Where no place is named: the country that was reported from, then the bureau's city."""
    for toponym in reading.toponyms:
        if toponym.is_bureau:
            country = country_of(toponym)
            city = Answer(toponym.place, (toponym.span,), 0.2)
            return [*([Answer(country, (toponym.span,), 0.3)] if country else []), city]
    return []


def harm(
    reading: Reading, incident: Incident, counts: Sequence[CountMention], kind: Harm
) -> list[Answer]:
    """The count of one kind over all that is said of an incident; single figures after it.

    Those of whom only "shot" is said are shared out among killed and wounded. A number in the
    headline is that of the lead event, and the latest.
    """
    mentions = [c for c in counts if not c.is_aggregate and not c.is_hypothetical]
    counted = any(c.kind is Harm.KILLED and c.counts for c in mentions)
    if incident.is_lead and not counted and tells_of_death(reading.article.title):
        mentions.append(implied_death(incident.first.span))
    found = tally(mentions).get(kind)
    headline = said_by_headline(reading.headline_counts, kind) if incident.is_lead else None
    own = [c for c in mentions if c.kind is kind]
    single = [Answer(c.value, (c.span,), 0.3) for c in own]
    if found is not None and found.value == headline:
        return unique([Answer(headline, found.evidence, HEADLINE_AGREES), *single])
    if headline is not None:
        spans = tuple(c.span for c in own if c.value == headline)
        spans = spans or (found.evidence if found else (incident.first.span,))
        told = [Answer(found.value, found.evidence, 0.3)] if found else []
        sure = HEADLINE_DIFFERS if found else HEADLINE_ALONE
        return unique([Answer(headline, spans, sure), *told, *single])
    if found is None:
        return []
    sure = confidence(found, mentions, kind)
    return unique([Answer(found.value, found.evidence, sure), *single])


def sources(reading: Reading, incident: Incident) -> list[Answer]:
    """Who reports it, in the article's words."""
    found = []
    for mention in incident.reports:
        verb = mention.speaker
        doer = subject(verb) if verb is not None and is_verb(verb) else None
        if verb is None or doer is None or lemma(verb) not in verbs("speech"):
            continue
        span = _speaker_span(reading, doer)
        words = " ".join(span.quote(reading.article.text).split())
        if len(words) > 2 and doer.pos_ != "PRON":
            found.append(Answer(words, (span,), 0.6))
    return unique(found)[:1]


def _speaker_span(reading: Reading, doer: Token) -> Span:
    named = [m for m in reading.actors.names if m.span.start <= doer.idx < m.span.end]
    if named:
        return named[0].span
    span = phrase(doer)
    for token in doer.children:
        if token.dep_ == "appos" and token.pos_ == "PROPN":
            return phrase(token)
    if doer.text.lower() != doer.text and doer.ent_type_ == "PERSON":
        return span
    first = reading.text[span.start : span.end]
    for article in ("the ", "a ", "an "):
        if first.lower().startswith(article):
            return Span(span.start + len(article), span.end)
    return span
