"""What an engine learned from decisions, with where it comes from: plain data that can travel."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from models.errors import UserError
from models.language import tr

_FORMAT, _VERSION = "eventdesk-learned", 1
_FINGERPRINT_LENGTH = 16


class How(StrEnum):
    """How the learned state of a project came to be what it is."""

    LEARNED = "learned"
    KEPT = "kept"
    """A new one was worse on articles held out, so the one before stayed."""
    IMPORTED = "imported"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Learned:
    """One step of learning and the state that it left.

    `engine` is the version of the engine that the state goes with, `by` the annotator who asked
    for the step (nobody where the machine did it by itself), `articles` the number of finished
    articles in the project at the time, `figures` the quality on held-out ones, and `trained_on`
    names the articles by `fingerprint`. `state` is the engine's own JSON, empty after a reset and
    in steps that another one followed. `twin` is the same trained without the held-out articles,
    the only one that may be measured on them; it does not travel.
    """

    how: How
    at: datetime
    engine: str = ""
    codebook: str = ""
    articles: int = 0
    figures: Mapping[str, Any] = field(default_factory=dict)
    trained_on: tuple[str, ...] = ()
    state: str = ""
    twin: str = ""
    by: str = ""


def fingerprint(sha256: str) -> str:
    """The name of an article's text, the same in every project, from the text's SHA-256."""
    return sha256[:_FINGERPRINT_LENGTH]


def learned_to_json(learned: Learned) -> dict[str, Any]:
    """A learned state for a file."""
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "engine": learned.engine,
        "codebook": learned.codebook,
        "at": learned.at.isoformat(timespec="seconds"),
        "figures": dict(learned.figures),
        "trained_on": list(learned.trained_on),
        "state": json.loads(learned.state),
    }


def learned_from_json(data: Any, codebook: str) -> Learned:
    """What `learned_to_json` wrote. Raises UserError with what is wrong, without the file's name.

    `codebook` is the reference (name@version) of the codebook that it is for.
    """
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        raise UserError(tr("it is not a learned state of Eventdesk"))
    if data.get("version") != _VERSION:
        raise UserError(tr("it was written by another version of Eventdesk; update Eventdesk"))
    if data.get("codebook") != codebook:
        raise UserError(
            tr(
                "it was learned with {other}, not with {codebook}",
                other=data.get("codebook"),
                codebook=codebook,
            )
        )
    try:
        return Learned(
            How.IMPORTED,
            datetime.fromisoformat(data["at"]).astimezone(UTC),
            str(data["engine"]),
            codebook,
            figures=dict(data["figures"]),
            trained_on=tuple(map(str, data["trained_on"])),
            state=json.dumps(dict(data["state"]), separators=(",", ":"), sort_keys=True),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(
            tr("it is damaged ({name}: {error})", name=type(error).__name__, error=error)
        ) from error
