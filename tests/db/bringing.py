"""Exchange lines as files, and the way in that imports go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from db.imports.importing import ImportReport, import_files
from db.project import Project

BODY = "Rebels raided the post.\r\nTwo soldiers died — “at dawn”.\r\n"


def line(id_: str = "a1", **changed: Any) -> dict[str, Any]:
    return {"id": id_, "title": "Raid", "published": "2024-01-05", "text": BODY} | changed


def event(id_: str = "e1", **value: Any) -> dict[str, Any]:
    base = {"field": "type", "value": "raid", "evidence": [[0, 6]], "state": "added"}
    return {"id": id_, "values": [base | value]}


def write_lines(path: Path, *lines: Any) -> Path:
    texts = [text if isinstance(text, str) else json.dumps(text) for text in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def bring(project: Project, *paths: Path, **options: Any) -> ImportReport:
    return import_files(project, paths, annotator="ana", **options)
