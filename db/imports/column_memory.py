"""How the columns of tables were mapped before, kept in the project by the tables' headers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from db.project import Project

if TYPE_CHECKING:
    from models.column_mapping import ColumnMapping

_KEY = "column_mappings"
#: Those used longest ago are forgotten.
_KEPT = 100


def remember(project: Project, header: Sequence[str], mapping: ColumnMapping) -> None:
    """Tables with this header will be mapped so again."""
    from models.column_mapping import signature  # Late: most imports have no table.

    known = remembered(project)
    mark = signature(header)
    known.pop(mark, None)
    known[mark] = mapping.to_json()
    kept = dict(list(known.items())[-_KEPT:])
    project.set_meta(_KEY, json.dumps(kept, ensure_ascii=False))


def remembered(project: Project) -> dict[str, Any]:
    """The mappings in the form of `ColumnMapping.to_json`, by the signatures of headers."""
    found = project.meta(_KEY)
    known = json.loads(found) if found else {}
    return known if isinstance(known, dict) else {}
