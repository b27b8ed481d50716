"""What labels of foreign tools were said to mean, kept in the project for the next import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from db.project import Project
from models.errors import UserError
from models.label_mapping import LabelMapping
from models.language import tr

_KEY = "label_mapping"


def in_force(project: Project) -> dict[str, Any]:
    """What is remembered of labels, but for what the codebook has no field for any more."""
    fields = project.codebook.field_by_key
    return {
        label: target
        for label, target in remembered(project).items()
        if target is None or target["field"] in fields
    }


def remember(project: Project, mapping: LabelMapping) -> None:
    """These labels will mean the same at the next import."""
    known = {**remembered(project), **mapping.to_json()}
    project.set_meta(_KEY, json.dumps(known, ensure_ascii=False, sort_keys=True))


def remembered(project: Project) -> dict[str, Any]:
    """The mapping in the form of `LabelMapping.to_json`."""
    found = project.meta(_KEY)
    return dict(json.loads(found)) if found else {}


def mapping_in(path: Path, project: Project) -> LabelMapping:
    """The mapping that a file holds. Raises UserError with what is wrong in it."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(
            tr("{path} cannot be read as a mapping of labels: {error}.", path=path, error=error)
        ) from None
    try:
        return LabelMapping.from_json(data, project.codebook)
    except UserError as error:
        raise UserError(f"{path}: {error}.") from None
