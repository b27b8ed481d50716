"""The learned state of a project: plain data that can be kept, exported, imported and reset."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from models.suggest.learning.calibrating import Curve
from models.suggest.learning.digest import VERSION
from models.suggest.learning.events import EventWeights
from models.suggest.learning.numeric import Numeric
from models.suggest.learning.roles import RoleWeights


@dataclass(frozen=True, eq=False)
class LearnedState:
    """What was learned from confirmed articles.

    `codebook` is its reference ("conflict@1"), `articles` how many taught, `held_out` figures on
    articles that the scored weights had not seen. `thresholds`: from which probability on a field
    is filled. `names`: the actors that analysts confirmed as such, known from then on. `shown`: for
    each field how sure a filler is, given its article's events (`gating.gated`). `answers`: for
    each field what judges the rules' answers to it (`answers.sureness`).
    """

    codebook: str
    articles: int
    roles: RoleWeights | None = None
    events: EventWeights | None = None
    thresholds: dict[str, float] = field(default_factory=dict)
    held_out: dict[str, float] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    shown: dict[str, Curve] = field(default_factory=dict)
    answers: dict[str, Numeric] = field(default_factory=dict)
    version: str = VERSION

    def to_json(self) -> dict[str, Any]:
        """Plain data; numbers of arrays in base64."""
        return {
            "version": self.version,
            "codebook": self.codebook,
            "articles": self.articles,
            "roles": self.roles.to_json() if self.roles else None,
            "events": self.events.to_json() if self.events else None,
            "thresholds": dict(self.thresholds),
            "held_out": dict(self.held_out),
            "names": list(self.names),
            "shown": {key: curve.to_json() for key, curve in self.shown.items()},
            "answers": {key: one.to_json() for key, one in self.answers.items()},
        }

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> LearnedState:
        """The state that `to_json` gave. Raises ValueError where it is not of this form."""
        try:
            return cls(
                codebook=str(found["codebook"]),
                articles=int(found["articles"]),
                roles=RoleWeights.from_json(found["roles"]) if found["roles"] else None,
                events=EventWeights.from_json(found["events"]) if found["events"] else None,
                thresholds={str(k): float(v) for k, v in found["thresholds"].items()},
                held_out={str(k): float(v) for k, v in found["held_out"].items()},
                names=tuple(str(name) for name in found.get("names", ())),
                shown={str(k): Curve.from_json(c) for k, c in found.get("shown", {}).items()},
                answers={str(k): Numeric.from_json(n) for k, n in found.get("answers", {}).items()},
                version=str(found["version"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a learned state: {error}") from error
