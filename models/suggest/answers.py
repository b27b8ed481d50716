"""The answers to the questions of a record: type, stage, weapon, day, place, harm, source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.codebook import Codebook, Field, Role
from models.spans import Span
from models.suggest.actor_table import ActorKind
from models.suggest.builder import Incident
from models.suggest.counts import Harm, tally
from models.suggest.event_places import country_of, ranked_scenes
from models.suggest.lexicon import nouns, read_data, verbs
from models.suggest.names import ActorMention
from models.suggest.reading import Reading
from models.suggest.replies import MOST_ANSWERS, Answer, unique
from models.suggest.syntax import is_verb, lemma, phrase, singular, subject, unit
from models.suggest.triggers import Match, TriggerLexicon
from models.values import Count

if TYPE_CHECKING:
    from spacy.tokens import Token


class Choices:
    """Answers to the choice fields of a codebook, by its triggers."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._stage = codebook.with_role(Role.STAGE)
        self._instrument = codebook.with_role(Role.INSTRUMENT)
        self._stages = TriggerLexicon(self._stage)
        self._instruments = TriggerLexicon(self._instrument)
        type_field = codebook.with_role(Role.EVENT_TYPE)
        self._types = type_field.choice_by_key if type_field else {}

    def types(self, incident: Incident) -> list[Answer]:
        """The event types, most likely first. Only leaves are answers."""
        scores = {c: s for c, s in incident.types().items() if self._types[c].is_leaf}
        scores = _refined(scores, incident, self._types.keys())
        if not scores:
            return []
        whole = sum(sorted(scores.values(), reverse=True)[:3])
        order = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return [
            Answer(choice, (_span_for(incident, choice),), min(0.95, 0.35 + 0.6 * score / whole))
            for choice, score in order[:MOST_ANSWERS]
        ]

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
        plain = Answer(default, (incident.first.span,), 0.75)
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
        found: list[tuple[int, Match, Span]] = []
        for n, mention in enumerate(incident.sources):
            heads = [h.i for h in mention.heads]
            matches = self._in_unit(self._instruments, mention.unit, heads)
            found += [(n, m, m.span(mention.unit.doc)) for m in matches]
        found.sort(key=lambda item: (item[0], -item[1].weight, item[2]))
        return _unique_by_choice([(m.choice, span) for _, m, span in found])

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


def _unique_by_choice(found: list[tuple[str, Span]]) -> list[Answer]:
    spans: dict[str, list[Span]] = {}
    for choice, span in found:
        if span not in spans.setdefault(choice, []):
            spans[choice].append(span)
    return [Answer(c, tuple(sorted(s[:3])), 0.7) for c, s in spans.items()][:3]


def _refined(scores: dict[str, float], incident: Incident, keys: object) -> dict[str, float]:
    """Rules between two types that share their words (data/refinements.toml)."""
    traits = _traits(incident)
    scores = dict(scores)
    for rule in read_data("refinements")["rule"]:
        source, goal = rule["of"], rule["to"]
        if source not in scores or goal not in keys:  # type: ignore[operator]
            continue
        if rule.get("present") and goal not in scores:
            continue
        if set(rule["when"]) <= traits and not set(rule.get("unless", ())) & traits:
            scores[goal] = scores.get(goal, 0.0) + rule.get("share", 1.0) * scores[source]
            if rule.get("moves"):
                scores[source] *= 0.3
    return scores


def _traits(incident: Incident) -> set[str]:
    targets, agents = incident.targets, incident.agents
    armed = (ActorKind.FORCE, ActorKind.ARMED, ActorKind.GROUP)
    people = (ActorKind.PEOPLE, ActorKind.PERSON, ActorKind.CROWD)
    found = set()
    if targets and targets[0].kind in armed:
        found.add("target_armed")
    if targets and targets[0].kind in people:
        found.add("target_people")
    if any(a.kind is ActorKind.CROWD for a in agents):
        found.add("crowd_acts")
    if any(t.kind is ActorKind.CROWD for t in targets):
        found.add("target_crowd")
    if any(a.kind in (ActorKind.STATE, ActorKind.FORCE) for a in agents[:1]):
        found.add("state_acts")
    if any(a.kind in (ActorKind.GROUP, ActorKind.ARMED) for a in agents[:1]):
        found.add("group_acts")
    if any(c.kind is Harm.KILLED and (c.value.best or c.value.low) for c in incident.counts):
        found.add("deaths")
    if any(m.arguments.is_mutual for m in incident.mentions):
        found.add("mutual")
    return found


def _usual_stage(type_choice: str | None, field: Field) -> list[str] | None:
    """A type of disrupted attacks never has the stage of one that came off."""
    for rule in read_data("refinements")["stage"]:
        if rule["type"] == type_choice:
            known = [s for s in rule["stages"] if s in field.choice_by_key]
            return known or None
    return None


def _span_for(incident: Incident, choice: str) -> Span:
    doc = incident.first.unit.doc
    for mention in incident.sources:
        own = [m for m in mention.matches if m.choice == choice]
        if own:
            return max(own, key=lambda m: (m.weight, -m.head)).span(doc)
    return incident.first.span


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
        others = [t for t in rest if t.in_dateline] if own else rest
        pool = [t for t in (*own, *lent, *others) if not t.is_bureau]
        tiers = [(pool, 0.8)]
    else:
        tiers = [(own, 0.85), (lent, 0.6), ([t for t in rest if t.in_dateline], 0.4)]
    found: list[Answer] = []
    for toponyms, most in tiers:
        scenes = ranked_scenes(reading.text, toponyms, reading.sentence_spans, triggers)
        best = scenes[0].score if scenes else 0.0
        for scene in scenes:
            confidence = min(most, 0.2 + 0.12 * scene.score - 0.08 * (best - scene.score))
            found.append(Answer(scene.place, scene.evidence, max(0.05, confidence)))
    return unique(found) or _from_bureau(reading)


def _from_bureau(reading: Reading) -> list[Answer]:
    """Where no place is named: the country that was reported from, then the bureau's city."""
    for toponym in reading.toponyms:
        if toponym.is_bureau:
            country = country_of(toponym)
            city = Answer(toponym.place, (toponym.span,), 0.2)
            return [*([Answer(country, (toponym.span,), 0.3)] if country else []), city]
    return []


def harm(incident: Incident, kind: Harm) -> list[Answer]:
    """The count of one kind over all that is said of the incident.

    Those of whom only "shot" is said are shared out among killed and wounded.
    """
    mentions = [c for c in incident.counts if not c.is_aggregate and not c.is_hypothetical]
    found = tally(mentions).get(kind)
    if found is None:
        return []
    own = [c for c in mentions if c.kind is kind]
    single = [Answer(c.value, (c.span,), 0.3) for c in own if c.value != found.value]
    return unique([Answer(found.value, found.evidence, 0.75), *single])


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


def abducted_or_none(answers: list[Answer]) -> list[Answer]:
    """A count of none needs no record of who was taken."""
    return [a for a in answers if not (isinstance(a.value, Count) and a.value.best == 0)]


def shown_actors(actors: list[ActorMention]) -> list[ActorMention]:
    """The actors worth a value, each once: names first."""
    unique: dict[str, ActorMention] = {}
    for actor in actors:
        held = unique.get(actor.name.lower())
        if held is None or held.confidence < actor.confidence:
            unique[actor.name.lower()] = actor
    named = [a for a in unique.values() if a.is_named]
    return named + [a for a in unique.values() if not a.is_named]
