"""Main names and other names: each name leads to one actor, whatever is said in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.actors import ActorBook, ActorChange, ActorEntry, ActorSort, by_main_names
from models.events import Proposal, Suggested
from models.values import Actor, Place

NAMES = ["Salt Front", "salt front", "SF", "Riders", "R.", "  Salt  Front", "نور"]
ENTRIES = st.builds(
    ActorEntry.of,
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(NAMES), max_size=4),
    st.sampled_from([None, "DZA"]),
    st.sampled_from([None, ActorSort.GROUP]),
)


def applied(book: ActorBook, changes: tuple[ActorChange, ...]) -> ActorBook:
    held = {entry.name: entry for entry in book.entries}
    for change in changes:
        assert held.get((change.before or change.after).name) == change.before  # type: ignore[union-attr]
    for change in changes:
        if change.before:
            del held[change.before.name]
    for change in changes:
        if change.after:
            assert change.after.name not in held
            held[change.after.name] = change.after
    return ActorBook(tuple(held[name] for name in sorted(held)))


@given(st.lists(ENTRIES, max_size=8))
def test_a_name_leads_to_one_actor_and_changes_can_be_swapped(entries: list[ActorEntry]) -> None:
    book = ActorBook()
    for entry in entries:
        changes = book.put(entry)
        after = applied(book, changes)
        assert applied(after, tuple(one.swapped() for one in changes)) == book
        assert after.put(after.of(entry.name)) == ()
        assert set(entry.aliases) <= set(after.of(entry.name).aliases)
        book = after
        aliases = [name for one in book.entries for name in one.aliases]
        assert len(aliases) == len(set(aliases))
        assert not set(aliases) & {one.name for one in book.entries}
        assert all(name == book.main_name(name) for name in (one.name for one in book.entries))
        assert all(book.main_name(name) == one.name for one in book.entries for name in one.aliases)
        assert not any(one.says_nothing for one in book.entries)
        assert all(ActorEntry.from_json(one.to_json()) == one for one in book.entries)


def test_suggestions_name_actors_by_their_main_names_and_each_once() -> None:
    book = ActorBook((ActorEntry("Salt Front", ("SF",)),))
    short, full, place = Actor("SF"), Actor("Salt Front"), Place("SF")
    other = Suggested("p1.0a", "target", full, confidence=0.4)
    offers = (
        Suggested("p1.0", "target", short, confidence=0.9, alternatives=(other,)),
        Suggested("p1.1", "target", short),
        Suggested("p1.2", "target", short),
        Suggested("p1.3", "place", place),
    )

    (named,) = by_main_names([Proposal("p1", "a1", "rules@2", offers)], book, {"p1.2"})

    assert [(one.id, one.value) for one in named.values] == [
        ("p1.0", full),
        ("p1.2", full),
        ("p1.3", place),
    ]
    assert named.values[0].alternatives == ()


def test_another_name_is_found_in_any_case_unless_that_is_somebody_elses_name() -> None:
    book = ActorBook((ActorEntry("Salt Front", ("SF", "The Salt")), ActorEntry("sf", ("X",))))

    assert [book.main_name(name) for name in ("SF", "sf", "Sf", " the  salt ")] == [
        "Salt Front",
        "sf",
        "Sf",
        "Salt Front",
    ]
