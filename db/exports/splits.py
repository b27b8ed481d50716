"""Splits that a project keeps by name: once an article has its side, it stays there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from db import duplicates
from db.connection import writing
from db.failures import explained
from db.project import Project
from db.rows import to_text
from models.errors import UserError
from models.language import number, tr
from models.splits import SIDES, Member, Method, Plan, bounds_of, divide, source_key


@dataclass(frozen=True, slots=True)
class Split:
    """A split as it is kept. `counts` are articles by side; under "" those that are left out."""

    name: str
    plan: Plan
    counts: dict[str, int]


def splits(project: Project) -> list[Split]:
    """All splits of the project, by name."""
    with explained(project.path):
        rows = project.db.execute(
            "SELECT name, method, seed, shares, bounds FROM splits ORDER BY name"
        ).fetchall()
        return [Split(row[0], _plan(*row[1:]), _counts(project, row[0])) for row in rows]


def bring_up_to_date(
    project: Project,
    name: str,
    plan: Plan | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Split:
    """Makes a split, or gives the articles that are new since then a side in it.

    `plan` is for a new one; None takes the one that is kept, or the default. Copies and further
    reports are looked for first, where that was not done yet. Raises UserError if there is a split
    of the name that was made another way.
    """
    if not name.strip():
        raise UserError(tr("The split needs a name."))
    if duplicates.waiting(project):
        from db.duplicates.finding import find  # Late: it knows heavy libraries.

        find(project, say)
    used = _plan_of(project, name, plan)
    groups = list(_groups(project))
    if used.method is Method.TIME and used.bounds is None:
        used = replace(used, bounds=bounds_of(groups, used.shares))
    held = _held(project, name, used)
    found = divide(used, groups, held)
    with explained(project.path), writing(project.db):
        _save(
            project, name, used, {key: side for key, side in found.items() if held.get(key) != side}
        )
    return Split(name, used, _counts(project, name))


def _plan_of(project: Project, name: str, plan: Plan | None) -> Plan:
    kept = {split.name: split for split in splits(project)}.get(name)
    if kept and plan and replace(kept.plan, bounds=None) != plan:
        raise UserError(
            tr(
                "The split {name} was made by {method} with the seed {seed} and the shares "
                "{plan}; give another one another name.",
                name=name,
                method=kept.plan.method,
                seed=kept.plan.seed,
                plan=shares_words(kept.plan),
            )
        )
    return kept.plan if kept else plan or Plan()


def sides(project: Project, name: str) -> dict[str, str]:
    """The side of each article that has one."""
    with explained(project.path):
        return dict(
            project.db.execute(
                "SELECT article_id, side FROM split_sides WHERE split = ? AND side <> ''", [name]
            ).fetchall()
        )


def shares_words(plan: Plan) -> str:
    return ",".join(f"{share * 100:g}" for share in plan.shares)


def counts_words(split: Split) -> str:
    """The numbers of articles of each side, and those of none."""
    told = ", ".join(f"{side} {number(split.counts.get(side, 0))}" for side in SIDES)
    left = split.counts.get("", 0)
    return tr("{sides}; {count} left out", sides=told, count=number(left)) if left else told


def _groups(project: Project) -> Iterator[list[Member]]:
    """Every article once, with what must not be parted from it; in order of import."""
    members = {
        row[0]: Member(row[0], row[1], date.fromisoformat(row[2]) if row[2] else None)
        for row in project.db.execute("SELECT id, source, published FROM articles ORDER BY number")
    }
    place = {article_id: number for number, article_id in enumerate(members)}
    for kin in duplicates.kin(project):
        yield [members.pop(one) for one in sorted(kin, key=place.__getitem__)]
    for member in members.values():
        yield [member]


def _held(project: Project, name: str, plan: Plan) -> dict[str, str]:
    """The sides given before, and with them those of whole sources."""
    rows = project.db.execute(
        "SELECT s.article_id, s.side, a.source FROM split_sides s"
        " JOIN articles a ON a.id = s.article_id WHERE s.split = ? ORDER BY a.number",
        [name],
    ).fetchall()
    held = {row[0]: row[1] for row in rows}
    if plan.method is Method.SOURCE:
        for _, side, source in rows:
            if side:
                held.setdefault(source_key(source), side)
    return held


def _save(project: Project, name: str, plan: Plan, found: dict[str, str]) -> None:
    bounds = plan.bounds and [day.isoformat() for day in plan.bounds]
    project.db.execute(
        "INSERT INTO splits (name, method, seed, shares, bounds) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET bounds = excluded.bounds",
        [name, plan.method.value, plan.seed, to_text(plan.shares), bounds and to_text(bounds)],
    )
    project.db.conn.executemany(
        "INSERT OR REPLACE INTO split_sides (split, article_id, side) VALUES (?, ?, ?)",
        [(name, article_id, side) for article_id, side in found.items()],
    )


def _plan(method: str, seed: int, shares: str, bounds: str | None) -> Plan:
    train, dev, test = json.loads(shares)
    ends = None
    if bounds:
        of_train, of_dev = map(date.fromisoformat, json.loads(bounds))
        ends = (of_train, of_dev)
    return Plan(Method(method), seed, (train, dev, test), ends)


def _counts(project: Project, name: str) -> dict[str, int]:
    return dict(
        project.db.execute(
            "SELECT side, count(*) FROM split_sides WHERE split = ? GROUP BY side ORDER BY side",
            [name],
        ).fetchall()
    )
