"""Long outputs that outlive an interruption: what is written so far is kept and gone on with."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from db.written_files import write_failure, written
from models.errors import UserError

_MARK_EVERY = 50


class Output:
    """An output under way; the first `done` pieces of work stand there from an earlier run.

    `keep`: whether the file is to take its place at the end; otherwise what was there stays.
    """

    def __init__(self, file: TextIO, marks: Path | None = None) -> None:
        self.file = file
        self.keep = True
        self.done = 0
        self._marks = marks
        self._count = self._end = 0
        if marks is not None:
            self._go_back(marks)

    def step(self) -> None:
        """One more piece of work is over, and what there is of it is written."""
        self._count += 1
        self._end = self.file.tell()
        if self._marks is not None and self._count % _MARK_EVERY == 0:
            self.mark()

    def mark(self) -> None:
        """A later run goes on from here."""
        if self._marks is None:
            return
        self.file.flush()
        draft = self._marks.with_suffix(".draft")
        draft.write_text(f"{self._count} {self._end}", encoding="ascii")
        draft.replace(self._marks)

    def _go_back(self, marks: Path) -> None:
        """To the last mark: what was written after it may not be whole."""
        try:
            self.done, end = map(int, marks.read_text(encoding="ascii").split())
        except (FileNotFoundError, ValueError):
            self.done, end = 0, 0
        size = self.file.seek(0, os.SEEK_END)
        if not 0 <= end <= size:
            self.done, end = 0, 0
        self.file.seek(end)
        self.file.truncate()
        self._count, self._end = self.done, end


@contextmanager
def resumable(path: Path, basis: Iterable[str]) -> Iterator[Output]:
    """A file that takes the place of `path` when it is complete.

    Until then it lies beside it, hidden, under a name made from `basis` (everything that decides
    what is written); a run that is broken off leaves it, and the next one on the same basis goes
    on from its last mark. What is no plain file is written at once.
    """
    if str(path) == "-" or (path.exists() and not path.is_file()):
        with written(path) as file:
            yield Output(file)
        return
    target = path.resolve()
    name = hashlib.sha256("\0".join(basis).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    part = target.with_name(f".{target.name}.{name}.part")
    marks = part.with_suffix(".mark")
    try:
        with part.open("a+", encoding="utf-8", newline="") as file:
            output = Output(file, marks)
            try:
                yield output
            except KeyboardInterrupt:
                output.mark()
                raise
            file.flush()
            os.fsync(file.fileno())
        if output.keep:
            part.replace(target)
        for left in (part, marks):
            left.unlink(missing_ok=True)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise UserError(write_failure(path, error)) from error
