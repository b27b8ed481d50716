"""How files are read for a project: by its codebook, and by what was said of such files before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db.formats.reading import COLUMNS, LABELS
from db.ids import new_id
from db.imports import column_memory, label_memory
from db.imports.reading_processes import Terms
from db.project import Project


def terms_for(
    project: Project,
    published: date | None = None,
    *,
    columns: Any = None,
    headers: Mapping[str, Any] | None = None,
    labels: Mapping[str, Any] | None = None,
) -> Terms:
    """The terms of an import; what is said now goes before what the project remembers.

    `published` is the day of texts that name none, `columns` a mapping for all tables, `headers`
    mappings by the signatures of headers, `labels` what labels of foreign tools mean; mappings are
    as JSON (`to_json` of `ColumnMapping` and `LabelMapping`).
    """
    by_header = column_memory.remembered(project) | dict(headers or {})
    options = {
        COLUMNS: {"given": columns, "remembered": by_header},
        LABELS: label_memory.in_force(project) | dict(labels or {}),
    }
    return Terms(project.codebook, new_id, published, options)
