"""spaCy's attribute ruler with the same answers in less time: what a rule sees is looked up once.

A rule for one word sees its tag, its place in the parse and whether it is one of some two hundred
function words. Those rules are matched once for each such combination; rules for two words, of
which there are few, are matched as before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

_SEEN = {"TAG", "LOWER", "DEP", "IS_SPACE"}

_Key = tuple[int, int, int, int]


class QuickRules:
    """Stands in for the two steps of an attribute ruler; made by `quicken`."""

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
        from spacy.matcher import Matcher

        self._columns = [TAG, LOWER, DEP, IS_SPACE]
        self._vocab = ruler.vocab
        self._attrs, self._indices = ruler.attrs, ruler.indices
        self._ones, self._pairs = Matcher(ruler.vocab), Matcher(ruler.vocab)
        told: list[Any] = []
        written: list[Any] = ruler.patterns
        for number, rule in enumerate(written):
            for pattern in rule["patterns"]:
                told += [word["LOWER"] for word in pattern if "LOWER" in word]
                matcher = self._ones if len(pattern) == 1 else self._pairs
                matcher.add(str(number), [pattern])
        spelled = {word for one in told for word in ([one] if isinstance(one, str) else _in(one))}
        self._spelled = {ruler.vocab.strings.add(word) for word in spelled}
        regexes = [one["REGEX"] for one in told if isinstance(one, dict) and "REGEX" in one]
        self._regex = re.compile("|".join(regexes)) if regexes else None
        self._words: dict[int, int] = {}
        self._rules: dict[_Key, tuple[int, ...]] = {}

    def match(self, doc: Doc) -> list[tuple[int, int]]:
        """Pairs of a rule's number and a token's, in the order in which rules apply."""
        found: list[tuple[int, int]] = []
        for i, (tag, lower, dep, space) in enumerate(doc.to_array(self._columns).tolist()):
            key = tag, self._word(lower), dep, space
            rules = self._rules.get(key)
            if rules is None:
                matched = self._ones(doc[i : i + 1], allow_missing=True)
                rules = tuple(int(self._vocab.strings[rule]) for rule, _, _ in matched)
                self._rules[key] = rules
            found += [(rule, i) for rule in rules]
        for name, start, end in self._pairs(doc, allow_missing=True):
            rule = int(self._vocab.strings[name])
            found.append((rule, range(start, end)[self._indices[rule]]))
        return sorted(found)

    def annotate(self, doc: Doc, matches: list[tuple[int, int]]) -> None:
        """Writes what the rules say; a later rule has the last word."""
        from spacy.tokens._retokenize import set_token_attrs

        told: dict[int, dict[Any, Any]] = {}
        for rule, i in matches:
            told[i] = told[i] | self._attrs[rule] if i in told else self._attrs[rule]
        for i, attrs in told.items():
            set_token_attrs(doc[i], attrs)

    def _word(self, lower: int) -> int:
        """The word if any rule names it, else 0."""
        if lower not in self._words:
            named = lower in self._spelled
            if not named and self._regex is not None:
                named = self._regex.search(self._vocab.strings[lower]) is not None
            self._words[lower] = lower if named else 0
        return self._words[lower]


def quicken(ruler: AttributeRuler) -> None:
    """Lets a ruler answer from what was seen; one with rules of another kind stays as it is."""
    written: list[Any] = ruler.patterns
    words = [word for rule in written for one in rule["patterns"] for word in one]
    tests = [test for word in words for test in word.values() if isinstance(test, dict)]
    if all(word.keys() <= _SEEN for word in words) and all(
        test.keys() <= {"IN", "NOT_IN", "REGEX"} for test in tests
    ):
        rules = QuickRules(ruler)
        # The ruler goes on to call its own two steps.
        ruler.match = rules.match  # type: ignore[method-assign]
        ruler.set_annotations = rules.annotate  # type: ignore[method-assign]


def _in(test: dict[str, Any]) -> list[str]:
    return [*test.get("IN", ()), *test.get("NOT_IN", ())]
