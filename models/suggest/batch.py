"""Suggests on many articles: in order, in constant memory, over several processes if asked."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.pool import AsyncResult
from typing import TypeVar

from models.actors import ActorEntry
from models.article import Article
from models.codebook import Codebook
from models.errors import UserError
from models.events import Proposal
from models.suggest.engine import BuiltInSuggester
from models.suggest.learning.state import LearnedState

Answer = tuple[Article, list[Proposal] | str]
Digested = tuple[Article, bytes | str]

_CHUNK = 16
_PENDING_PER_WORKER = 2
_Out = TypeVar("_Out")
_Work = Callable[[BuiltInSuggester, list[Article]], list[_Out]]


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to make its engine."""

    codebook: Codebook
    model: str | None = None
    learned: LearnedState | None = None
    actors: tuple[ActorEntry, ...] = ()

    def engine(self) -> BuiltInSuggester:
        return BuiltInSuggester(
            self.codebook, model=self.model, learned=self.learned, actors=self.actors
        )


_engine: BuiltInSuggester | None = None


def suggest_many(
    articles: Iterable[Article],
    codebook: Codebook,
    workers: int = 1,
    model: str | None = None,
    learned: LearnedState | None = None,
    actors: tuple[ActorEntry, ...] = (),
) -> Iterator[Answer]:
    """Each article with its proposals, or with a sentence that says why there are none.

    The order of the articles is kept, and the answers do not depend on the number of workers.
    `actors`: what people told of names.
    """
    return _done(articles, Setup(codebook, model, learned, actors), workers, _suggested)


def digest_many(
    articles: Iterable[Article], codebook: Codebook, workers: int = 1, model: str | None = None
) -> Iterator[Digested]:
    """Each article with its packed digest, or with a sentence that says why there is none.

    Even one worker is a process of its own: what reading took is free again for the learning.
    """
    return _done_apart(articles, Setup(codebook, model), workers, _digested)


def _done(
    articles: Iterable[Article], setup: Setup, workers: int, work: _Work[_Out]
) -> Iterator[_Out]:
    if workers > 1:
        yield from _done_apart(articles, setup, workers, work)
        return
    engine = setup.engine()
    for chunk in _chunks(articles):
        yield from work(engine, chunk)


def _done_apart(
    articles: Iterable[Article], setup: Setup, workers: int, work: _Work[_Out]
) -> Iterator[_Out]:
    # A fresh interpreter per worker: forking a process that holds threads or Qt is unsafe.
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, initializer=_start, initargs=(setup,)) as pool:
        pending: deque[AsyncResult[list[_Out]]] = deque()
        for chunk in _chunks(articles):
            pending.append(pool.apply_async(_run, (work, chunk)))
            if len(pending) >= workers * _PENDING_PER_WORKER:
                yield from pending.popleft().get()
        while pending:
            yield from pending.popleft().get()


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    source = iter(articles)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk


def _start(setup: Setup) -> None:
    global _engine  # noqa: PLW0603  (a pool worker keeps its engine between chunks)
    _engine = setup.engine()


def _run(work: _Work[_Out], chunk: list[Article]) -> list[_Out]:
    if _engine is None:
        raise RuntimeError("the worker was not started")
    return work(_engine, chunk)


def _suggested(engine: BuiltInSuggester, chunk: list[Article]) -> list[Answer]:
    answers = zip(chunk, engine.try_each(chunk), strict=True)
    return [(one, _words(told) if isinstance(told, Exception) else told) for one, told in answers]


def _digested(engine: BuiltInSuggester, chunk: list[Article]) -> list[Digested]:
    answers = zip(chunk, engine.digests(chunk), strict=True)
    return [
        (one, _words(told) if isinstance(told, Exception) else told.to_bytes())
        for one, told in answers
    ]


def _words(error: Exception) -> str:
    return str(error) if isinstance(error, UserError) else f"{type(error).__name__}: {error}"
