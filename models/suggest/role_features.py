"""What speaks for or against a phrase filling a role: plain cues, as words, of each phrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from models.suggest.candidates import Candidate, Cut, phrase_key, shown_text
from models.suggest.role_cuts import cuts_of
from models.suggest.role_kinds import Sort, noun_of, sort_of
from models.suggest.role_parse import Parse
from models.suggest.role_relations import NO_RELATION, Relation, Trigger, relation_of

_NEAR = 4


@dataclass(frozen=True, slots=True)
class HeadCues:
    """What is known of a head word, the same for all cuts of its phrase."""

    sort: Sort
    noun: str
    relation: Relation
    trigger: Trigger | None
    cues: tuple[str, ...]


@dataclass(eq=False)
class Phrase:
    """A distinct string of the article with all places where it stands, and what speaks of it."""

    key: str
    text: str
    candidates: list[Candidate] = field(default_factory=list)
    heads: list[HeadCues] = field(default_factory=list)
    cuts: list[tuple[str, ...]] = field(default_factory=list)
    cues: set[str] = field(default_factory=set)


class PhraseReader:
    """Reads the candidates of one article into phrases with their cues."""

    def __init__(
        self, text: str, parse: Parse, triggers: dict[int, Trigger], *, with_cues: bool = True
    ) -> None:
        """`with_cues`: also what only a learned ranker asks for, most of the work."""
        self._with_cues = with_cues
        self.parse = parse
        self.triggers = triggers
        self._text = text
        self._by_head: dict[int, HeadCues] = {}
        self._in_sentence: dict[int, list[Trigger]] = defaultdict(list)
        for token, trigger in sorted(self.triggers.items()):
            self._in_sentence[self.parse.sentence[token]].append(trigger)

    def phrases(self, candidates: Iterable[Candidate]) -> list[Phrase]:
        """The distinct strings in order of the text; cues of several places are pooled."""
        found: dict[str, Phrase] = {}
        for candidate in candidates:
            shown = shown_text(self._text, candidate.span)
            key = phrase_key(shown)
            if len(key) < 2 or not any(c.isalpha() for c in key):
                continue
            phrase = found.get(key)
            if phrase is None:
                phrase = found[key] = Phrase(key, shown)
            head = self._head(candidate.head)
            phrase.candidates.append(candidate)
            phrase.heads.append(head)
            phrase.cuts.append(cuts_of(candidate, head.sort, self.parse))
            if not self._with_cues:
                continue
            phrase.cues.update(head.cues)
            phrase.cues.update(self._cut_cues(candidate, head))
            phrase.cues.update(f"cw={cut}:{head.sort}" for cut in phrase.cuts[-1])
        for phrase in found.values() if self._with_cues else ():
            phrase.cues.add("s=" + phrase.key)
            phrase.cues.add(f"n={min(len(phrase.candidates), 4)}")
        return list(found.values())

    def _head(self, head: int) -> HeadCues:
        known = self._by_head.get(head)
        if known is None:
            known = self._by_head[head] = self._read_head(head)
        return known

    def _read_head(self, head: int) -> HeadCues:
        parse = self.parse
        sort, noun = sort_of(parse, head), noun_of(parse, head)
        relation = relation_of(parse, head, self.triggers)
        trigger, side, distance = self._nearest(head)
        if not self._with_cues:
            return HeadCues(sort, noun, relation, trigger, ())
        leader = parse.leader(head)
        via, above = parse.governor(leader)
        governor = parse.lemmas[above] if above != leader else "root"
        cues = [
            "h=" + noun,
            "k=" + sort,
            "e=" + parse.entities[head],
            "t=" + parse.tags[head],
            f"g={via}:{governor}",
            f"kg={sort}:{via}:{governor}",
            f"r={relation.part}:{relation.via}:{min(relation.steps, 1)}",
            f"kr={sort}:{relation.part}",
            f"hr={noun}:{relation.part}",
        ]
        if above != leader:
            further, top = parse.governor(parse.leader(above))
            cues.append(f"gg={via}>{further}:{parse.lemmas[top]}")
        if relation is not NO_RELATION:
            verb = parse.lemmas[relation.trigger]
            cues += [f"rv={relation.part}:{verb}", f"krv={sort}:{relation.part}:{verb}"]
            told = self.triggers.get(relation.trigger)
            if told is not None:
                cues.append(f"rt={relation.part}:{told.choice}:{told.is_told:d}")
        if trigger is not None:
            word = parse.lemmas[trigger.token]
            near = "n" if distance <= 3 else "m" if distance <= 10 else "f"
            cues += [
                f"nt={word}:{side}",
                f"nd={side}{near}:{trigger.is_told:d}",
                f"kn={sort}:{trigger.choice}:{side}{near}",
            ]
            cues += self._path(head, sort, trigger)
        cues += self._around(head)
        cues += self._of_sentence(parse.sentence[head], sort)
        cues += self._children(head)
        return HeadCues(sort, noun, relation, trigger, tuple(cues))

    def _nearest(self, head: int) -> tuple[Trigger | None, str, int]:
        found = self._in_sentence.get(self.parse.sentence[head], ())
        others = [t for t in found if t.token != head]
        if not others:
            return None, "", 0
        nearest = min(others, key=lambda t: (abs(t.token - head), t.token))
        side = "l" if nearest.token < head else "r"
        return nearest, side, abs(nearest.token - head)

    def _path(self, head: int, sort: Sort, trigger: Trigger) -> Iterable[str]:
        """The way through the syntax to the nearest event word: up, then down."""
        parse = self.parse
        above = self._chain(trigger.token)
        way: list[str] = []
        token = head
        for _ in range(5):
            if token in above:
                down = ">".join(parse.deps[t] for t in above[: above.index(token)])
                path = f"{'<'.join(way)}|{down}"
                yield f"pt={path}"
                yield f"ptk={sort}:{path}:{trigger.choice}"
                return
            dep = parse.deps[token]
            way.append(parse.lowers[token] if dep == "prep" else dep)
            token = parse.heads[token]
        yield "pt=far"

    def _chain(self, token: int) -> list[int]:
        """A token and the few that it hangs on."""
        found = [token]
        while len(found) < 5 and self.parse.heads[found[-1]] != found[-1]:
            found.append(self.parse.heads[found[-1]])
        return found

    def _around(self, head: int) -> Iterable[str]:
        parse = self.parse
        for step in range(1, _NEAR + 1):
            for sign, name in ((-1, "wl"), (1, "wr")):
                i = head + sign * step
                if 0 <= i < len(parse.words) and parse.sentence[i] == parse.sentence[head]:
                    yield f"{name}={parse.lemmas[i]}"
                    if step == 1:
                        yield f"{name}1={parse.lemmas[i]}"

    def _of_sentence(self, sentence: int, sort: Sort) -> Iterable[str]:
        found = self._in_sentence.get(sentence, [])
        for choice in {t.choice for t in found}:
            yield "st=" + choice
            yield f"kst={sort}:{choice}"
        yield f"sn={min(len(found), 3)}:{any(t.is_told for t in found):d}"
        yield f"sp={min(sentence, 6)}"

    def _children(self, head: int) -> Iterable[str]:
        parse = self.parse
        for child in parse.children[head]:
            dep = parse.deps[child]
            if dep in ("det", "nummod", "amod", "poss", "compound", "appos", "relcl", "acl"):
                yield f"c={dep}:{parse.lemmas[child]}" if dep != "nummod" else "c=nummod"

    def _cut_cues(self, candidate: Candidate, head: HeadCues) -> Iterable[str]:
        parse = self.parse
        start, end = candidate.start, candidate.end
        size = end - start
        before, after = start - 1, end
        cut_left = before >= 0 and parse.heads[before] in range(start, end)
        cut_right = after < len(parse.words) and parse.heads[after] in range(start, end)
        left, left_word = (parse.pos[before], parse.lemmas[before]) if cut_left else ("-", "-")
        right, right_word = (parse.pos[after], parse.lemmas[after]) if cut_right else ("-", "-")
        sort = head.sort
        yield f"cut={candidate.cut}:{sort}"
        yield f"bl={left}:{left_word}"
        yield f"blp={sort}:{left}"
        yield f"br={right}:{right_word}"
        yield f"brp={sort}:{right}"
        yield f"len={min(size, 6)}:{sort}"
        yield f"f={parse.lemmas[start]}"
        yield f"fp={parse.pos[start]}:{sort}:{min(size, 3)}"
        yield f"l={parse.lemmas[end - 1]}"
        yield f"hl={candidate.head == end - 1:d}:{sort}"
        if candidate.cut is Cut.NAME and parse.entities[start]:
            whole = start == 0 or parse.entities[start - 1] != parse.entities[start]
            yield f"en={parse.entities[start]}:{whole:d}"
        for i in range(start, min(end, start + 5)):
            yield f"in={parse.lemmas[i]}"
