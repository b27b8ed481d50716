"""What the suggestions must reach, what we are after, and the Markdown table that says how far."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

#: Keys of figures, such as "gva.date" or "muc.100.exact".
Figures = Mapping[str, float | None]

#: The numbers of labelled articles that have targets of their own.
LABELS = (0, 100, 1300)


@dataclass(frozen=True, slots=True)
class Measure:
    """One row: a figure by its key, the least that will do (`must`), and what we are after (`aim`).

    `lower`: the less the better. `digits` behind the point.
    """

    key: str
    label: str
    must: float | None = None
    aim: float | None = None
    lower: bool = False
    unit: str = ""
    digits: int = 1

    def reached(self, figure: float, target: float | None) -> bool:
        """Whether a figure is as good as a target; one that only looks so when rounded is not."""
        if target is None:
            return False
        return figure <= target if self.lower else figure >= target

    def mark(self, figure: float | None) -> str:
        """In a word: the aim, what it must reach, or neither."""
        if figure is None or self.must is None:
            return ""
        if self.reached(figure, self.aim):
            return "aim"
        return "yes" if self.reached(figure, self.must) else "**no**"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, under the name that `--only` knows."""

    name: str
    title: str
    measures: tuple[Measure, ...]


def groups(labels: Sequence[int]) -> tuple[Group, ...]:
    """All rows, with those of learning for the given numbers of labelled articles."""
    learned = tuple(row for count in labels for row in _muc(count))
    return (Group("muc", "agency texts on Latin America (MUC-4 dev), `muc4`", learned), *_FIXED)


_ROLES = {0: (30, 38, 40, 48), 100: (39, 46, 46, 52), 1300: (49, 57, 54, 61)}
_TEMPLATES = {0: (56, 65, 42, 25), 100: (58, 66, 34, 22), 1300: (68, 77, 22, 20)}
_SLOTS = {"stage": (93, 96), "date": (82, 88), "place": (48, 68), "place_any_level": (68, 85)}
_EFFORT = {0: (-38, -50), 100: (-45, -60), 1300: (-50, -70)}
_NONE = (None, None)


def _muc(count: int) -> Iterable[Measure]:
    """The rows of one number of labelled articles; only those of `LABELS` have targets."""
    key, after = f"muc.{count}", f"{count:,} labels"
    exact, exact_aim, head, head_aim = _ROLES.get(count, _NONE * 2)
    types, types_aim, idle, idle_aim = _TEMPLATES.get(count, _NONE * 2)
    yield Measure(f"{key}.exact", f"{after}: roles, micro F1, exact", exact, exact_aim)
    yield Measure(f"{key}.head", f"{after}: roles, micro F1, head word", head, head_aim)
    yield Measure(f"{key}.templates", f"{after}: records of the right type, F1", types, types_aim)
    yield Measure(
        f"{key}.irrelevant", f"{after}: articles without event given one", idle, idle_aim,
        lower=True, unit="%",
    )  # fmt: skip
    for slot, targets in _SLOTS.items():
        must, aim = targets if count == LABELS[-1] else _NONE
        words = slot.replace("place_any", "place at any").replace("_", " ")
        yield Measure(f"{key}.{slot}", f"{after}: {words} on found records", must, aim, unit="%")
    must, aim = _EFFORT.get(count, _NONE)
    for what, label in (("record", "roles, type, date and place"), ("roles", "roles only")):
        yield Measure(
            f"{key}.effort.{what}", f"{after}: analyst's effort, {label}", must, aim,
            lower=True, unit="%",
        )  # fmt: skip
    yield from _calibration(key, f"{after}: ")


def _calibration(key: str, before: str = "") -> tuple[Measure, Measure]:
    return (
        Measure(
            f"{key}.ece", f"{before}calibration error", 0.08, 0.04, lower=True, digits=3
        ),
        Measure(f"{key}.likely", f"{before}precision of likely values", 75, 85, unit="%"),
    )  # fmt: skip


_FIXED = (
    Group(
        "gva",
        "shootings in US news (GVA dev), `conflict`, no labels",
        (
            Measure("gva.found", "incident found", 95, 98, unit="%"),
            Measure("gva.date", "date", 82, 90, unit="%"),
            Measure("gva.killed", "killed", 82, 91, unit="%"),
            Measure("gva.wounded", "wounded", 74, 85, unit="%"),
            Measure("gva.place", "place within 20 km", 77, 86, unit="%"),
            Measure("gva.all", "all four", 46, 62, unit="%"),
            *_calibration("gva"),
        ),
    ),
    Group(
        "acled",
        "analysts' notes worldwide (ACLED dev), `conflict`, no labels",
        (
            Measure("acled.type", "sub-event type", 80, 88, unit="%"),
            Measure("acled.mean", "sub-event type, mean over types", 68, 76, unit="%"),
            Measure("acled.actors", "both actors, in either role", 42, 58, unit="%"),
            Measure("acled.killed", "fatalities", 88, 94, unit="%"),
            Measure("acled.near", "place within 20 km", 55, 66, unit="%"),
            Measure("acled.far", "place within 161 km", 73, 82, unit="%"),
            *_calibration("acled"),
        ),
    ),
    Group(
        "case",
        "snippets of 25 event types (CASE 2021 dev), no labels",
        (
            Measure("case.f1", "sub-event type, weighted F1", 60, 74),
            Measure("case.kept", "claims of responsibility kept apart", 60, 85, unit="%"),
        ),
    ),
    Group(
        "records",
        "12 hard articles with full records, no labels",
        (
            Measure("records.precision", "incidents, precision", 75, 92, unit="%"),
            Measure("records.recall", "incidents, recall", 65, 88, unit="%"),
            Measure(
                "records.quiet", "articles without incident given one", 0, 0, lower=True, digits=0
            ),
            Measure("records.type", "type", 70, 90, unit="%"),
            Measure("records.date", "date", 75, 92, unit="%"),
            Measure("records.place", "place within 20 km", 65, 85, unit="%"),
            Measure("records.killed", "killed", 80, 95, unit="%"),
            Measure("records.initiator", "initiator", 65, 88, unit="%"),
            Measure("records.attribution", "attribution", 55, 80, unit="%"),
            Measure("records.apart", "claims, totals … kept apart, mean", 45, 75, unit="%"),
        ),
    ),
    Group(
        "places",
        "place names with given spans, within 161 km",
        (
            Measure("places.trnews", "TR-News dev", 81, 90, unit="%"),
            Measure("places.lgl", "LGL dev", 78, 87, unit="%"),
        ),
    ),
    Group(
        "times",
        "time expressions (TimeBank)",
        (
            Measure("times.day", "right value, day", 84, 91, unit="%"),
            Measure("times.longer", "right value, longer", 80, 88, unit="%"),
        ),
    ),
    Group(
        "seed",
        "the article that the project began with",
        (
            Measure("seed.values", "values of its incidents that are right", 100, 100, unit="%"),
            Measure("seed.missed", "incidents missed", 0, 0, lower=True, digits=0),
            Measure("seed.false", "false incidents", 0, 0, lower=True, digits=0),
        ),
    ),
    Group(
        "speed",
        "one process, articles of agency length",
        (
            Measure("speed.engine", "articles a second", 18, 28),
            Measure("speed.processor", "articles a second of processor time"),
            Measure("speed.raw", "*the bare language pipeline, a second of the same run*"),
            Measure("speed.raw_processor", "*the same, a second of processor time*"),
            Measure("speed.memory", "peak memory", 450, 450, lower=True, unit=" MB", digits=0),
        ),
    ),
    Group(
        "same",
        "same input, same output",
        (
            Measure(
                "same.again", "answered otherwise in another process", 0, 0, lower=True, digits=0
            ),
            Measure("same.order", "… in another order", 0, 0, lower=True, digits=0),
        ),
    ),
)  # fmt: skip

#: The names that `--only` takes.
NAMES = tuple(group.name for group in groups(()))


def as_markdown(shown: Iterable[Group], figures: Figures, counts: Mapping[str, int]) -> str:
    """The table; rows without a figure are left out. `counts`: articles by group."""
    lines = ["| measure | must reach | aim | figure | reached |", "|---|---|---|---|---|"]
    for group in shown:
        rows = [_row(one, figures[one.key]) for one in group.measures if one.key in figures]
        if rows:
            count = f" ({counts[group.name]:,})" if group.name in counts else ""
            lines += [f"| **{group.title}**{count} | | | | |", *rows]
    return "\n".join(lines)


def _row(measure: Measure, figure: float | None) -> str:
    must, aim = (_target(t, measure) for t in (measure.must, measure.aim))
    said = "–" if figure is None else f"{figure:.{measure.digits}f}{measure.unit}"
    said = said.replace("-", "−")
    return f"| {measure.label} | {must} | {aim} | {said} | {measure.mark(figure)} |"


def _target(target: float | None, measure: Measure) -> str:
    """A target as it reads; of what can only be 0 or more, 0 needs no sign."""
    if target is None:
        return ""
    sign = "≤ " if measure.lower and target else ""
    return f"{sign}{target:g}{measure.unit}".replace("-", "−")


def circumstances(engine: str) -> str:
    """When, on what machine and with which versions the figures were made, in one line."""
    spacy = importlib.metadata.version("spacy")
    return (
        f"{date.today().isoformat()} · {_processor()}, {os.cpu_count()} cores, "
        f"{platform.system()} · Python {platform.python_version()}, spaCy {spacy}, "
        f"engine `{engine}`"
    )


def _processor() -> str:
    """The processor's name where the system tells it, else its kind."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
