"""What was changed in a codebook and not saved, kept in the project until somebody goes on."""

from __future__ import annotations

import json
from contextlib import suppress

from db.project import Project
from models.codebook import Codebook
from models.codebook.draft import Draft
from models.codebook.draft_json import draft_from_json, draft_to_json
from models.errors import UserError


def kept_draft(project: Project, annotator: str, before: Codebook) -> Draft | None:
    """What the annotator began on this version of the codebook; None: nothing."""
    data = json.loads(project.meta(_key(annotator)) or "{}")
    if data.get("of") != before.reference:
        return None
    # A newer program may have written it.
    with suppress(KeyError, TypeError, ValueError):
        return draft_from_json(data["draft"])
    return None


def keep_draft(project: Project, annotator: str, before: Codebook, draft: Draft) -> None:
    """Keep what is begun; what is as the codebook in use is nothing."""
    is_begun = draft.data(1) != Draft.of(before).data(1) or bool(draft.becomes)
    data = {"of": before.reference, "draft": draft_to_json(draft)} if is_begun else {}
    words = json.dumps(data, ensure_ascii=False)
    if words != (project.meta(_key(annotator)) or "{}"):
        # It is a comfort; a full disk or a busy program must not keep the editor from closing.
        with suppress(UserError):
            project.set_meta(_key(annotator), words)


def _key(annotator: str) -> str:
    return f"codebook_draft:{annotator}"
