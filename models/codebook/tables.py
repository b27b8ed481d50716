"""The tables of a codebook file: they give typed values and report those of another shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from models.errors import UserError
from models.language import tr

_Enum = TypeVar("_Enum", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one key of one table: `path` is the table (`field[3].choice[1]`)."""

    path: str
    key: str
    message: str


class CodebookError(UserError):
    """A codebook cannot be used; `mistakes` has one line for each thing to mend.

    `found` says the same by table and key, where the file could be read at all.
    """

    def __init__(self, origin: str, mistakes: Sequence[str], found: Sequence[Mistake] = ()) -> None:
        self.mistakes, self.found = tuple(mistakes), tuple(found)
        many = (
            tr("{count} mistakes", count=len(self.mistakes))
            if len(self.mistakes) > 1
            else tr("a mistake")
        )
        lines = "\n".join(self.mistakes)
        super().__init__(
            tr("The codebook {origin} has {many}:\n{lines}", origin=origin, many=many, lines=lines)
        )


@dataclass(frozen=True)
class Report:
    """Collects mistakes and knows on which line a table such as `field[3]` begins."""

    origin: str
    lines: dict[str, int]
    mistakes: list[str] = field(default_factory=list)
    found: list[Mistake] = field(default_factory=list)

    def add(self, path: str, title: str, message: str) -> None:
        line = self.lines.get(path)
        where = tr("{origin}, line {line}", origin=self.origin, line=line) if line else self.origin
        self.mistakes.append(f"{where}: {title}{message}")


@dataclass(frozen=True)
class Table:
    """One table of the file: gives typed values and reports those of another shape."""

    data: dict[str, Any]
    path: str
    report: Report

    @property
    def title(self) -> str:
        """The path with the key that the author gave: `field[3] "killed"`."""
        key = self.data.get("key")
        named = f' "{key}"' if isinstance(key, str) and key else ""
        return f"{self.path}{named}"

    def wrong(self, message: str, key: str = "") -> None:
        title = f"{self.title}.{key}" if key and self.path else (self.title or key)
        self.report.add(self.path, f"{title} " if title else "", message)
        self.report.found.append(Mistake(self.path, key, message))

    def check_keys(self, allowed: Sequence[str]) -> None:
        for key in self.data:
            if key not in allowed:
                near = get_close_matches(key, allowed, 1)
                hint = tr('; did you mean "{name}"?', name=near[0]) if near else ""
                listed = ", ".join(allowed)
                self.wrong(
                    tr(
                        "is not a key of a codebook{hint} (allowed: {listed})",
                        hint=hint,
                        listed=listed,
                    ),
                    key,
                )

    def text(self, key: str, *, required: bool = False) -> str:
        found = self.data.get(key)
        if found is None:
            if required:
                self.wrong(tr("is missing; it must be a text"), key)
            return ""
        if not isinstance(found, str) or (required and not found.strip()):
            self.wrong(
                tr("is {found}, but must be a text that is not empty", found=shown(found)), key
            )
            return ""
        return found.strip()

    def key(self, pattern: re.Pattern[str], rule: str, key: str = "key") -> str:
        found = self.text(key, required=True)
        if found and not pattern.fullmatch(found):
            self.wrong(tr('is "{found}", but must be {rule}', found=found, rule=rule), key)
        return found

    def flag(self, key: str) -> bool:
        found = self.data.get(key, False)
        if not isinstance(found, bool):
            self.wrong(tr("is {found}, but must be true or false", found=shown(found)), key)
            return False
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(i, str) and i.strip() for i in found):
            self.wrong(tr("is {found}, but must be a list of texts", found=shown(found)), key)
            return ()
        return tuple(found)

    def member(self, enum: type[_Enum], key: str) -> _Enum | None:
        found = self.data.get(key)
        if found is None:
            return None
        try:
            return enum(found)
        except ValueError:
            self.wrong(
                tr(
                    "is {found}, but must be one of {allowed}",
                    found=shown(found),
                    allowed=", ".join(enum),
                ),
                key,
            )
            return None

    def members(self, enum: type[_Enum], key: str) -> tuple[_Enum, ...]:
        found = self.texts(key)
        known = [enum(item) for item in found if item in list(enum)]
        if len(known) < len(found):
            self.wrong(
                tr(
                    "is {found}, but may list only {allowed}",
                    found=shown(list(found)),
                    allowed=", ".join(enum),
                ),
                key,
            )
        return tuple(known)

    def tables(self, key: str) -> list[Table]:
        found = self.data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.wrong(
                tr("must be tables, written [[{header}]]", header=_header(self.path, key)), key
            )
            return []
        prefix = f"{self.path}.{key}" if self.path else key
        return [Table(item, f"{prefix}[{n}]", self.report) for n, item in enumerate(found, 1)]


def _header(path: str, key: str) -> str:
    return re.sub(r"\[\d+\]", "", f"{path}.{key}" if path else key)


def shown(data: Any) -> str:
    """A value as its author wrote it, cut where it is long."""
    text = f'"{data}"' if isinstance(data, str) else str(data)
    if isinstance(data, bool):
        text = text.lower()
    return text if len(text) <= 60 else f"{text[:57]}…"
