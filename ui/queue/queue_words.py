"""What the queue says of itself: how much was found or is done, and why nothing is shown."""

from __future__ import annotations

from collections.abc import Sequence

from models.language import number, tr, trn
from ui.actions import key_words
from ui.queue.queue_filter import QueueFilter


def found_words(shown: int, *, is_counting: bool) -> str:
    """How many articles fit what is looked for."""
    if not is_counting:
        return trn("{count} found", "{count} found", shown)
    # Where nothing is shown yet, the list's own words say so.
    return tr("over {count}, counting …", count=number(shown)) if shown else ""


def done_words(finished: int, total: int) -> str:
    """How far the work is."""
    if not total:
        return ""
    return tr("{finished} of {total} done", finished=number(finished), total=number(total))


def empty_words(
    chosen: QueueFilter,
    total: int,
    *,
    is_searching: bool,
    is_counting: bool,
    unknown: Sequence[str] = (),
) -> str:
    """Why the list is empty, and what brings articles in where the project has none."""
    if not total:
        return tr("No articles yet.\n{key} brings some in.", key=key_words("import_articles"))
    if is_counting:
        return tr("Searching …")
    if unknown:
        return tr("Nothing fits the search.\nNot known here: {names}", names="  ".join(unknown))
    if is_searching:
        return tr("Nothing fits the search.")
    return tr("Nothing left to do here.") if chosen is QueueFilter.TO_DO else tr("None.")
