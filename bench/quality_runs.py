"""One run for each set: suggestions are made, the set's scorer judges them, figures come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

from bench import quality_calibration, quality_speed
from bench.quality_effort import efforts
from bench.quality_learning import (
    CODEBOOK,
    NotLearnedError,
    draws,
    learned_project,
    suggested_with,
)
from bench.quality_passages import Passages, passages
from bench.quality_sets import Predictions, Row, Shared, say, suggested

_CLASSES = ("aggregate", "claim", "accusation", "denial", "threat", "forecast", "background")
_SPEED_ARTICLES = 200
_SAME_ARTICLES = 60

Numbers = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Figures by key, how many articles they are of, and the scorers' own reports."""

    figures: Numbers
    articles: int = 0
    details: dict[str, Any] = field(default_factory=dict)


def muc(shared: Shared, labels: Sequence[int]) -> Outcome:
    """MUC-4 dev by rules, and after learning from labelled articles of train."""
    scorer, prepare = shared.scorer("score_muc"), shared.scorer("prepare_muc")
    gold = shared.rows("data", "muc4", "dev.jsonl")
    articles = [prepare.article(row, mixed=False) for row in gold]
    relevant = [a for a, row in zip(articles, gold, strict=True) if row["templates"]]
    figures: Numbers = {}
    details: dict[str, Any] = {}
    for count in labels:
        reports = []
        try:
            for what, project in muc_projects(shared, prepare, count):
                predictions = (
                    suggested_with(project, articles, shared)
                    if project
                    else suggested(articles, CODEBOOK, shared, "MUC, 0 labels")
                )
                found = passages(relevant, CODEBOOK, project)
                reports.append(_muc_report(gold, predictions, found, scorer))
                details[f"muc.{what}"] = reports[-1][1]
        except NotLearnedError as error:
            say(f"{count:,} labels are skipped: {error}")
            continue
        figures |= _means(f"muc.{count}", [found for found, _ in reports])
    return Outcome(figures, len(gold), details)


def muc_projects(shared: Shared, prepare: Any, count: int) -> Iterator[tuple[str, Path | None]]:
    """What has learned from a number of labels: nothing, one project, or one for each draw."""
    if not count:
        yield "0", None
        return
    train = shared.all_rows("data", "muc4", "train.jsonl")
    for number, drawn in enumerate(draws(train, count), 1):
        labelled = []
        for row in drawn:
            article = prepare.article(row, mixed=False)
            labelled.append(article | {"events": list(prepare.events(row, article["text"]))})
        with learned_project(labelled, f"MUC, {count:,} labels, draw {number}") as project:
            yield f"{count}.{number}", project


def _muc_report(
    gold: Sequence[Row], predictions: Predictions, found: Passages, scorer: Any
) -> tuple[Numbers, Row]:
    report = scorer.score(gold, predictions)
    effort = efforts(gold, predictions, found, scorer)
    judged = quality_calibration.judged_templates(gold, predictions, scorer)
    numbers: Numbers = {
        "exact": report["roles"]["exact"]["micro"][2],
        "head": report["roles"]["head"]["micro"][2],
        "templates": report["templates"]["with the right type"][2],
        "irrelevant": report["templates"]["irrelevant articles given an event %"],
        **{slot: report["slots"][slot] for slot in ("stage", "date", "place", "place_any_level")},
        **{f"effort.{name}": one.change for name, one in effort.items()},
        **quality_calibration.figures(judged),
    }
    return numbers, {**report, "calibration": quality_calibration.by_field(judged)}


def _means(key: str, found: Sequence[Numbers]) -> Numbers:
    """The mean of each figure over the draws that have it."""
    means: Numbers = {}
    for name in found[0]:
        numbers = [number for one in found if (number := one[name]) is not None]
        means[f"{key}.{name}"] = fmean(numbers) if numbers else None
    return means


def gva(shared: Shared, _labels: Sequence[int]) -> Outcome:
    """Lead events of news reports on shootings against the archive's record."""
    return _incidents(
        "gva", shared, ("data", "gva", "dev.jsonl"),
        {
            "found": "an incident found", "date": "date exact", "killed": "killed exact",
            "wounded": "wounded exact", "place": "place within 20 km",
            "all": "all of date, killed, wounded, 20 km",
        },
    )  # fmt: skip


def acled(shared: Shared, _labels: Sequence[int]) -> Outcome:
    """Lead events of analysts' notes against the coded row."""
    return _incidents(
        "acled", shared, ("data", "acled", "global_2020_dev.jsonl"),
        {
            "type": "sub-event type", "mean": "sub-event type, mean over types",
            "actors": "both actors, either role", "killed": "fatalities exact",
            "near": "place within 20 km", "far": "place within 161 km",
        },
    )  # fmt: skip


def _incidents(kind: str, shared: Shared, path: Sequence[str], names: Mapping[str, str]) -> Outcome:
    scorer = shared.scorer("score_incidents")
    gold = shared.rows(*path)
    pairs = list(getattr(scorer, f"{kind}_articles")(gold))
    predictions = suggested([article for article, _ in pairs], "conflict", shared, kind.upper())
    report = getattr(scorer, f"score_{kind}")(gold, predictions)
    judged = quality_calibration.judged_incidents(kind, pairs, predictions, scorer)
    figures = {f"{kind}.{key}": _percent(report[name]) for key, name in names.items()}
    sure = quality_calibration.figures(judged)
    figures |= {f"{kind}.{name}": figure for name, figure in sure.items()}
    report["calibration"] = quality_calibration.by_field(judged)
    return Outcome(figures, len(pairs), {kind: report})


def _percent(reported: Any) -> float | None:
    """The figure of a rate, which the scorers write with its n or alone."""
    figure: float | None = reported["%"] if isinstance(reported, dict) else reported
    return figure


def case(shared: Shared, _labels: Sequence[int]) -> Outcome:
    """Types of short snippets."""
    gold = shared.rows("data", "case2021", "dev.jsonl")
    articles = [{"id": row["id"], "title": "", "text": row["text"]} for row in gold]
    predictions = suggested(articles, "conflict", shared, "CASE")
    report = shared.scorer("score_case").score(gold, predictions)
    figures = {
        "case.f1": report["weighted F1"],
        "case.kept": report["ATTRIB given such a class %"],
    }
    return Outcome(figures, len(gold), {"case": report})


def records(shared: Shared, _labels: Sequence[int]) -> Outcome:
    """Articles with several records each; never sampled, there are too few."""
    gold = shared.all_rows("data", "records", "dev.jsonl")
    report = _records_report(gold, shared, "records")
    precision, recall, _ = report["incidents"]["precision, recall, F1"]
    quiet, found = report["no-incident articles"], report["fields on aligned incidents"]
    apart = [
        share
        for name in _CLASSES
        if (share := report["other classes, recall"][name]["with evidence %"]) is not None
    ]
    figures: Numbers = {
        "records.precision": precision,
        "records.recall": recall,
        "records.quiet": round((quiet["with a false incident %"] or 0) * quiet["n"] / 100),
        "records.type": found["event_type"]["%"],
        "records.date": found["date exact"]["%"],
        "records.place": found["place <= 20 km"]["%"],
        "records.killed": found["killed best"]["%"],
        "records.initiator": found["initiator"]["%"],
        "records.attribution": found["attribution"]["%"],
        "records.apart": fmean(apart) if apart else None,
    }
    return Outcome(figures, len(gold), {"records": report})


def _records_report(gold: Sequence[Row], shared: Shared, what: str) -> Row:
    left_out = ("events", "tests", "status")
    articles = [{k: v for k, v in row.items() if k not in left_out} for row in gold]
    predictions = suggested(articles, "conflict", shared, what)
    report: Row = shared.scorer("score_records").score(gold, predictions)
    return report


def seed(shared: Shared, _labels: Sequence[int]) -> Outcome:
    """The article that the project began with: the values that its records have."""
    gold = shared.all_rows("seed", "gold.jsonl")
    report = _records_report(gold, shared, "seed article")
    fields = [
        (tally["%"], tally["n"])
        for name, tally in report["fields on aligned incidents"].items()
        if tally["n"] and " all right" not in name
    ]
    aligned, suggested_count, gold_count = report["incidents"]["aligned, suggested, gold"]
    judged = sum(n for _, n in fields)
    figures: Numbers = {
        "seed.values": sum(share * n for share, n in fields) / judged if judged else 0.0,
        "seed.missed": gold_count - aligned,
        "seed.false": suggested_count - aligned,
    }
    return Outcome(figures, len(gold), {"seed": report})


def places(shared: Shared, _labels: Sequence[int]) -> Outcome:
    """Toponyms whose spans are given, in news of the world and in local news."""
    figures: Numbers = {}
    details = {}
    for name in ("trnews", "lgl"):
        gold = shared.rows("data", "geoparse", f"{name}_dev.jsonl")
        say(f"places, {name}: {len(gold)} articles …")
        details[f"places.{name}"] = report = shared.run_scorer("score_places", gold)
        figures[f"places.{name}"] = report["<= 161 km %"]
    return Outcome(figures, details=details)


def times(shared: Shared, _labels: Sequence[int]) -> Outcome:
    """Time expressions of newswire, resolved against the publication date."""
    gold = shared.rows("data", "timex", "timebank.jsonl")
    report = shared.run_scorer("score_times", gold)
    figures: Numbers = {f"times.{n}": report[n]["value right %"] for n in ("day", "longer")}
    return Outcome(figures, len(gold), {"times": report})


def speed(shared: Shared, _labels: Sequence[int]) -> Outcome:
    """Articles a second in one process that has loaded everything."""
    articles = _muc_articles(shared)[:_SPEED_ARTICLES]
    say(f"speed: {len(articles)} articles …")
    found = quality_speed.measured(articles, CODEBOOK)
    return Outcome({f"speed.{key}": value for key, value in found.items()}, len(articles))


def same(shared: Shared, _labels: Sequence[int]) -> Outcome:
    """Whether two processes answer alike, byte for byte, whatever the order of the articles."""
    incidents = shared.scorer("score_incidents")
    reports = incidents.gva_articles(shared.rows("data", "gva", "dev.jsonl"))
    sets = {
        CODEBOOK: _muc_articles(shared)[:_SAME_ARTICLES],
        "conflict": [article for article, _ in reports][:_SAME_ARTICLES],
    }
    again = order = 0
    for codebook, articles in sets.items():
        say(f"same input, same output: {len(articles)} articles three times …")
        counts = quality_speed.unlike(articles, codebook)
        again, order = again + counts[0], order + counts[1]
    return Outcome({"same.again": again, "same.order": order}, sum(map(len, sets.values())))


def _muc_articles(shared: Shared) -> list[Row]:
    prepare = shared.scorer("prepare_muc")
    return [prepare.article(row, mixed=False) for row in shared.rows("data", "muc4", "dev.jsonl")]


#: By the names of the table's groups.
RUNS: Mapping[str, Callable[[Shared, Sequence[int]], Outcome]] = {
    "muc": muc, "gva": gva, "acled": acled, "case": case, "records": records, "places": places,
    "times": times, "seed": seed, "speed": speed, "same": same,
}  # fmt: skip
