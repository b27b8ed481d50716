"""The phrases of an article that can be taken as values: which one is meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.spans import Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase; `head` is the word that it hangs on: "priests" in "Jesuit priests of Gao"."""

    span: Span
    head: Span

    @property
    def length(self) -> int:
        return self.span.end - self.span.start


class Phrases:
    """All phrases of one article. Those with the same head are longer and shorter cuts of one."""

    def __init__(self, found: Iterable[Phrase] = (), text: str = "") -> None:
        self._text = text
        self._all = sorted(
            {one for one in found if any(map(str.isalnum, one.span.quote(text)))},
            key=lambda one: (one.span, one.head),
        )
        cuts: dict[Span, list[Phrase]] = {}
        for one in self._all:
            cuts.setdefault(one.head, []).append(one)
        self._of_head = {
            head: sorted(group, key=lambda one: one.length) for head, group in cuts.items()
        }
        self._main = self._without_parts_of_names(
            [_main(self._of_head[head]) for head in sorted(self._of_head)]
        )
        self._heads = [one.head.start for one in self._main]

    def __bool__(self) -> bool:
        return bool(self._all)

    def __iter__(self) -> Iterator[Phrase]:
        return iter(self._all)

    def at(self, point: int, size: int = 0) -> Phrase | None:
        """The phrase that is meant at a position of the text.

        The one whose head stands there, as long as the words before the head go; beside all heads
        the shortest. `size` goes to a longer (or, below 0, a shorter) one at the same place.
        """
        there = sorted(
            (one for one in self._all if one.span.start <= point < one.span.end),
            key=lambda one: (one.length, one.span),
        )
        if not there:
            return None
        heads = (one for one in self._main if one.head.start <= point < one.head.end)
        name = (one for one in self._main if self._is_name(one) and one in there)
        meant = next(heads, next(name, there[0]))
        return there[max(0, min(there.index(meant) + size, len(there) - 1))]

    def beside(self, span: Span, step: int) -> Phrase | None:
        """The phrase of the next (or previous) head, seen from a stretch; None at either end."""
        here = next((one.head for one in self._all if one.span == span), span)
        if step > 0:
            place = bisect_right(self._heads, here.start)
        else:
            place = bisect_left(self._heads, here.start) - 1
        return self._main[place] if 0 <= place < len(self._main) else None

    def resized(self, phrase: Phrase, step: int) -> Phrase:
        """A longer (or shorter) cut of the same phrase; the same one where there is none."""
        cuts = self._of_head.get(phrase.head, [phrase])
        return cuts[max(0, min(cuts.index(phrase) + step, len(cuts) - 1))]

    def _without_parts_of_names(self, mains: list[Phrase]) -> list[Phrase]:
        """One phrase a name: of "Central" and "Central American University" only the last."""
        names = [one for one in mains if self._is_name(one)]
        return [
            one
            for one in mains
            if not any(name is not one and name.span.contains(one.span) for name in names)
        ]

    def _is_name(self, phrase: Phrase) -> bool:
        if self._text.isupper():  # Capitals tell nothing here.
            return False
        return all(word[:1].isupper() for word in phrase.span.quote(self._text).split())


def _main(cuts: list[Phrase]) -> Phrase:
    """The cut that is meant first: what stands before the head, without what follows it."""
    whole = [one for one in cuts if one.span.end == one.head.end]
    return whole[-1] if whole else cuts[0]
