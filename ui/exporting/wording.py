"""How formats, sides and losses are called in the window that exports."""

from __future__ import annotations

from db.exports.export_preview import Preview
from db.formats.writers import WritableFormat
from models.article import Status
from models.language import number, tr, trn
from models.splits import SIDES, Method

_SHOWN_RULES = 5


def group_titles() -> dict[str, str]:
    """The groups of formats in the order in which they are listed."""
    return {
        "tables": tr("Tables"),
        "schemes": tr("Schemes of the field"),
        "maps": tr("Maps"),
        "training": tr("Exchange and training data"),
    }


def state_titles() -> dict[Status, str]:
    return {
        Status.DONE: tr("Done"),
        Status.FLAGGED: tr("Flagged"),
        Status.IN_PROGRESS: tr("In progress"),
        Status.SKIPPED: tr("Skipped"),
        Status.NEW: tr("Not begun"),
    }


def method_titles() -> dict[Method, str]:
    return {
        Method.RANDOM: tr("At random"),
        Method.TIME: tr("By time: train is the oldest"),
        Method.SOURCE: tr("By source"),
    }


def counted(form: WritableFormat, count: int) -> str:
    """The number of what the format holds."""
    match form.counts:
        case "articles":
            return trn("{count} article", "{count} articles", count)
        case "events":
            return trn("{count} event", "{count} events", count)
        case "values":
            return trn("{count} value", "{count} values", count)
        case "places":
            return trn("{count} place", "{count} places", count)


def count_line(form: WritableFormat, found: Preview, *, with_sides: bool) -> str:
    """How much goes out; on request also how many articles each side of the split has."""
    articles = trn("{count} article", "{count} articles", found.articles)
    records = trn("{count} record", "{count} records", found.records)
    if form.counts == "articles":
        said = tr("{articles} with {records}", articles=articles, records=records)
    else:
        said = tr(
            "{things} from {articles} with {records}",
            things=counted(form, found.count),
            articles=articles,
            records=records,
        )
    if with_sides:
        sides = ", ".join(f"{side} {number(found.sides.get(side, 0))}" for side in SIDES)
        said = tr("{counts}; articles by side: {sides}", counts=said, sides=sides)
    return said


def loss_lines(found: Preview) -> list[str]:
    """What will not fit, rule by rule, the most frequent first; empty if everything does."""
    lost = sum(found.losses.values())
    if not lost:
        return []
    lines = [
        trn(
            "{count} line will not fit this format and be listed as a loss:",
            "{count} lines will not fit this format and be listed as losses:",
            lost,
        )
    ]
    ranked = sorted(found.losses.items(), key=lambda item: (-item[1], item[0]))
    for rule, count in ranked[:_SHOWN_RULES]:
        lines.append(f"{number(count)} × {tr(found.reasons[rule])}")
    more = len(ranked) - _SHOWN_RULES
    if more > 0:
        lines.append(trn("… and {count} further rule", "… and {count} further rules", more))
    return lines
