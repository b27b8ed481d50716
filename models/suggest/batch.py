"""Suggests on many articles: in order, in constant memory, over several processes if asked."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing.pool import AsyncResult

from models.article import Article
from models.codebook import Codebook
from models.errors import UserError
from models.events import Proposal
from models.suggest.engine import Suggester

Answer = tuple[Article, list[Proposal] | str]

_CHUNK = 16
_PENDING_PER_WORKER = 2
_suggester: Suggester | None = None


def suggest_many(
    articles: Iterable[Article], codebook: Codebook, workers: int = 1, model: str | None = None
) -> Iterator[Answer]:
    """Each article with its proposals, or with a sentence that says why there are none.

    The order of the articles is kept, and the answers do not depend on the number of workers.
    """
    chunks = _chunks(articles)
    if workers <= 1:
        suggester = Suggester(codebook, model=model)
        for chunk in chunks:
            yield from _answers(suggester, chunk)
        return
    # A fresh interpreter per worker: forking a process that holds threads or Qt is unsafe.
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, initializer=_start, initargs=(codebook, model)) as pool:
        pending: deque[AsyncResult[list[Answer]]] = deque()
        for chunk in chunks:
            pending.append(pool.apply_async(_work, (chunk,)))
            if len(pending) >= workers * _PENDING_PER_WORKER:
                yield from pending.popleft().get()
        while pending:
            yield from pending.popleft().get()


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    source = iter(articles)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk


def _start(codebook: Codebook, model: str | None) -> None:
    global _suggester  # noqa: PLW0603  (a pool worker keeps its engine between chunks)
    _suggester = Suggester(codebook, model=model)


def _work(chunk: list[Article]) -> list[Answer]:
    if _suggester is None:
        raise RuntimeError("the worker was not started")
    return list(_answers(_suggester, chunk))


def _answers(suggester: Suggester, chunk: list[Article]) -> Iterator[Answer]:
    for article, answer in zip(chunk, suggester.try_each(chunk), strict=True):
        if isinstance(answer, list):
            yield article, answer
        elif isinstance(answer, UserError):
            yield article, str(answer)
        else:
            yield article, f"{type(answer).__name__}: {answer}"
