"""Files of a format that writes a folder: what they are called, and that none is written over."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

_PLAIN_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,79}", re.ASCII)


class Names:
    """Names of files from ids; what is no plain name, or is taken, is named by its hash."""

    def __init__(self) -> None:
        self._taken: set[str] = {"annotation", "visual", "readme"}

    def of(self, id_: str) -> str:
        name = id_
        if not _PLAIN_NAME.fullmatch(id_) or id_.casefold() in self._taken:
            name = "article-" + hashlib.sha256(id_.encode()).hexdigest()[:24]
        self._taken.add(name.casefold())
        return name


def write_new(path: Path, text: str) -> None:
    """A text as it is, in UTF-8. Raises FileExistsError if the file is there."""
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(text)
