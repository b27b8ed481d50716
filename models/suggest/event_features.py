"""What speaks for or against a mention being an event, and two being one: plain cues, as words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from models.suggest.affinity import distance_km
from models.suggest.builder import is_sum
from models.suggest.lexicon import cues, nouns
from models.suggest.mention import Mention
from models.suggest.names import ActorMention, same_actor
from models.suggest.reading import Reading
from models.suggest.syntax import is_verb, lemma, singular

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "ADV", "AUX", "NUM", "PRON", "SCONJ"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_AGES = (0, 1, 3, 10, 60, 400)
_NEAR_KM = 30.0
_STEPS = (0, 1, 2, 3, 5, 8, 12)


class MentionReader:
    """Reads the event mentions of one article into cues."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention]) -> None:
        self._reading = reading
        self._last = max((m.sentence for m in mentions), default=0)
        self._words: dict[int, set[str]] = {}
        self._nouns: dict[int, set[str]] = {}
        self._article = set(self._of_article(mentions))

    def cues(self, mention: Mention) -> set[str]:
        """All cues of a mention: of its words, its sides, its sentence, its article."""
        found = set(self._article)
        found.update(_of_heads(mention))
        found.update(_of_sides(mention))
        found.update(self._of_times(mention))
        found.update(_of_statement(mention))
        found.update(f"w={word}" for word in self.words(mention.sentence))
        found.add(f"at={_step(mention.sentence)}")
        found.add(f"to_end={_step(self._last - mention.sentence)}")
        return found

    def words(self, sentence: int) -> set[str]:
        """The lemmas of a sentence."""
        if sentence not in self._words:
            tokens = [t for t in self._reading.sentences[sentence] if t.pos_ in _CONTENT]
            self._words[sentence] = {_word(t) for t in tokens}
            self._nouns[sentence] = {_word(t) for t in tokens if t.pos_ in _NOUNS}
        return self._words[sentence]

    def nouns(self, sentence: int) -> set[str]:
        """The nouns of a sentence."""
        self.words(sentence)
        return self._nouns[sentence]

    def _of_article(self, mentions: Sequence[Mention]) -> Iterator[str]:
        line = self._reading.dateline
        if line is not None:
            before = line.span.quote(self._reading.text).lower()
            yield from (f"line={w}" for w in before.replace("(", " ").replace(")", " ").split())
        yield f"mentions={_step(len(mentions))}"
        first = sum(map(self._reading.lowers.count, ("we", "our", "us", "i")))
        yield f"we={_step(round(200 * first / max(1, len(self._reading.doc))))}"
        for choice in {m.choice for mention in mentions for m in mention.matches}:
            yield f"article_type={choice}"

    def _of_times(self, mention: Mention) -> Iterator[str]:
        published = self._reading.published
        own = [t for t in mention.times if t.value is not None]
        yield f"times={min(len(own), 2)}"
        for time in own:
            end = time.value.end if time.value else None
            kind = "day" if time.is_day_of_event else "other"
            if end is not None and published is not None:
                age = (published - end).days
                bucket = next((step for step in _AGES if age <= step), "old")
                yield f"age_{kind}={bucket}"
            if time.is_since:
                yield "since"


def _of_heads(mention: Mention) -> Iterator[str]:
    for match in mention.matches:
        yield f"type={match.choice}"
        yield f"words={' '.join(mention.unit.doc[i].lower_ for i in match.tokens)}"
        if not match.is_generic:
            yield f"told={match.choice}"
    for head in mention.heads:
        word = _word(head)
        yield f"head={word}"
        yield f"head={word}|{head.tag_}"
        yield f"tag={head.tag_}"
        yield f"dep={head.dep_}"
        yield f"under={_word(head.head)}|{head.dep_}"
        for child in head.children:
            if child.dep_ in ("det", "poss", "aux", "auxpass", "neg", "amod", "nummod", "mark"):
                yield f"{child.dep_}={child.lower_}"
            elif child.dep_ == "prep":
                yield f"head={word}|{child.lower_}"


def _of_sides(mention: Mention) -> Iterator[str]:
    sides = (("by", mention.arguments.agents), ("hit", mention.arguments.targets))
    verbs = {_word(head) for head in mention.heads}
    for side, actors in sides:
        yield f"{side}={min(len(actors), 2)}"
        for actor in actors[:3]:
            last = actor.words.lower().split()[-1:] or [actor.name.lower()]
            yield f"{side}_kind={actor.kind}"
            yield f"{side}_word={last[0].removesuffix('s')}"
            yield from (f"{side}_kind={actor.kind}|{verb}" for verb in verbs)
    counted = {str(c.kind) for c in mention.counts if not c.is_aggregate}
    yield from (f"count={kind}" for kind in counted)


def _of_statement(mention: Mention) -> Iterator[str]:
    yield f"class={mention.record_class}"
    if mention.statement.cue is not None:
        yield f"class={mention.record_class}|{_word(mention.statement.cue)}"
    if mention.speaker is not None:
        yield f"says={_word(mention.speaker)}"
    flags = {
        "reference": mention.is_reference,
        "weak": mention.is_weak,
        "new": mention.says_new,
        "party": mention.is_of_party,
        "consequence": mention.is_consequence,
        "ordinal": bool(mention.ordinal),
        "several": mention.number > 1,
        "mutual": mention.arguments.is_mutual,
        "sum": is_sum(mention),
        "scene": any(p.is_scene for p in mention.places),
        "placed": bool(mention.places),
    }
    yield from (f"is_{name}" for name, holds in flags.items() if holds)


def pair_cues(reader: MentionReader, first: Mention, later: Mention) -> set[str]:
    """What speaks for or against two mentions, in order of the text, telling of one event."""
    apart = later.sentence - first.sentence
    found = {f"apart={_step(apart)}", "lead" if first.sentence == 0 else "no_lead"}
    if first.unit.i == later.unit.i:
        found.add("one_clause")
    a, b = (frozenset(c for c, s in m.types().items() if s >= 0.3) for m in (first, later))
    best = [max(m.types().items(), key=lambda i: (i[1], i[0]))[0] if m.types() else "-"
            for m in (first, later)]  # fmt: skip
    found.add("types=" + "|".join(sorted(best)) + ("=" if apart == 0 else ""))
    found.add("types_same" if a & b else "types_differ" if a and b else "types_open")
    shared = reader.nouns(first.sentence) & reader.nouns(later.sentence) if apart else set()
    found.add(f"nouns={min(len(shared), 4)}")
    found.update(f"verb={word}" for word in _heads(first) & _heads(later))
    found.update(_sides_shared(first, later))
    found.update(_times_shared(first, later))
    found.update(_places_shared(first, later))
    for name, mention in (("first", first), ("later", later)):
        found.update(f"{name}_{flag}" for flag in _flags(mention))
    return found


def _flags(mention: Mention) -> Iterator[str]:
    opening = {t.lower_ for t in list(mention.unit.sent)[:4]}
    yield f"class={mention.record_class}"
    flags = {
        "reference": mention.is_reference,
        "weak": mention.is_weak,
        "new": mention.says_new,
        "opens_new": bool(opening & cues("another")),
        "has_another": any(t.lower_ in cues("another") for t in mention.unit.sent),
        "consequence": mention.is_consequence,
        "several": mention.number > 1,
        "plural": all(h.tag_ in ("NNS", "NNPS") for h in mention.heads),
        "placed": any(p.is_scene for p in mention.places),
        "dated": any(t.is_day_of_event for t in mention.times),
        "hit": bool(mention.arguments.targets),
        "by": bool(mention.arguments.agents),
    }
    yield from (name for name, holds in flags.items() if holds)
    if mention.ordinal:
        yield f"ordinal={mention.ordinal}"


def _heads(mention: Mention) -> set[str]:
    return {_word(head) for head in mention.heads}


def _sides_shared(first: Mention, later: Mention) -> Iterator[str]:
    for side, a, b in (
        ("by", first.arguments.agents, later.arguments.agents),
        ("hit", first.arguments.targets, later.arguments.targets),
    ):
        if any(same_actor(x, y) or _last(x) == _last(y) for x in a for y in b):
            yield f"{side}_same"
        elif a and b:
            yield f"{side}_differ"
    arms = [{_word(t) for t in m.unit.subtree} & nouns("weapon") for m in (first, later)]
    if arms[0] and arms[1]:
        yield "weapon_same" if arms[0] & arms[1] else "weapon_differ"


def _last(actor: ActorMention) -> str:
    return (actor.words.lower().split()[-1:] or [actor.name.lower()])[0]


def _times_shared(first: Mention, later: Mention) -> Iterator[str]:
    a, b = (
        {(t.value.start, t.value.end) for t in m.times if t.is_day_of_event and t.value}
        for m in (first, later)
    )
    yield "day_same" if a & b else "day_differ" if a and b else "day_open"


def _places_shared(first: Mention, later: Mention) -> Iterator[str]:
    a, b = ([p for p in m.places if p.is_scene] for m in (first, later))
    if not a or not b:
        yield "place_open"
    elif any(x.place.name == y.place.name for x in a for y in b):
        yield "place_same"
    else:
        near = min(distance_km(x, y) for x in a for y in b) <= _NEAR_KM
        yield "place_near" if near else "place_differ"


def _word(token: Token) -> str:
    return lemma(token) if is_verb(token) else singular(token)


def _step(number: int, steps: Iterable[int] = _STEPS) -> str:
    return str(next((step for step in steps if number <= step), "more"))
