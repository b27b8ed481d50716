"""Editing a codebook: a tree that knows what its parts were called before."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.codebook_files import load_codebook
from models.codebook import Codebook
from models.codebook.changes import Deed, changes
from models.codebook.draft import Draft, Node, Part, key_for
from models.codebook.draft_json import draft_from_json, draft_to_json
from models.codebook.reading import CodebookError, parse_codebook

BOOK = parse_codebook(
    """
name = "small"
version = 1
title = "Small"
[[field]]
key = "type"
label = "Type"
kind = "choice"
role = "event_type"
[[field.choice]]
key = "raid"
label = "Raid"
[[field.choice]]
key = "riot"
label = "Riot"
[[field]]
key = "weapon"
label = "Weapon"
kind = "text"
when = { field = "type", is = ["raid", "riot"] }
[[link]]
key = "follows"
label = "Follows"
""",
    "small",
)


def part(draft: Draft, key: str) -> Node:
    return next(node for node in draft.root.walk() if node.key == key)


@pytest.mark.parametrize("name", ["conflict", "muc4"])
def test_a_draft_that_nobody_touched_is_the_codebook(name: str) -> None:
    codebook = load_codebook(name)
    draft = Draft.of(codebook)

    assert draft.check() == {}
    assert draft.codebook(codebook.version).fields == codebook.fields
    assert not changes(codebook, draft)
    assert not draft.recoding()


def test_another_key_is_a_rename_that_conditions_follow() -> None:
    draft = Draft.of(BOOK)
    draft = draft.changed(part(draft, "raid").id, key="incursion")
    draft = draft.changed(part(draft, "type").id, key="kind")

    made = draft.codebook(2)

    assert made.field_by_key["weapon"].when is not None
    assert made.field_by_key["weapon"].when.field == "kind"
    assert made.field_by_key["weapon"].when.values == ("incursion", "riot")
    assert draft.recoding().fields == {"type": "kind"}
    assert draft.recoding().choices == {("type", "raid"): "incursion"}
    assert draft.gone(BOOK) == ()


def test_what_was_removed_is_named_and_may_become_another_answer() -> None:
    draft = Draft.of(BOOK)
    draft = draft.removed(part(draft, "raid").id)

    assert draft.gone(BOOK) == (("type", "raid"),)
    assert draft.codebook(2).field_by_key["weapon"].when is not None
    assert not draft.recoding()
    assert draft.becoming(("type", "raid"), "riot").recoding().choices == {("type", "raid"): "riot"}
    assert not draft.becoming(("type", "raid"), "no such answer").recoding()
    assert draft.removed(part(draft, "type").id).gone(BOOK) == (("type", None),)


def test_parts_are_added_and_moved_among_their_like() -> None:
    draft = Draft.of(BOOK)
    weapon, follows = part(draft, "weapon"), part(draft, "follows")

    assert [n.key for n in draft.moved(weapon.id, -1).root.below] == ["weapon", "type", "follows"]
    assert draft.moved(weapon.id, 1).root == draft.root
    assert draft.moved(follows.id, -1).root == draft.root
    added = draft.added(0, Part.FIELD)
    assert [n.part for n in added.root.below] == [Part.FIELD] * 3 + [Part.LINK]
    behind = draft.added(part(draft, "type").id, Part.CHOICE, part(draft, "raid").id)
    assert [n.key for n in part(behind, "type").below] == ["raid", "", "riot"]


def test_mistakes_are_told_by_the_part_that_has_them() -> None:
    draft = Draft.of(BOOK)
    riot, weapon = part(draft, "riot"), part(draft, "weapon")
    draft = draft.changed(riot.id, key="raid").changed(weapon.id, label="", shortcut="a")

    found = draft.check()

    assert {id_: [one.key for one in said] for id_, said in found.items()} == {
        riot.id: ["key"],
        weapon.id: ["label", "shortcut"],
    }
    with pytest.raises(CodebookError):
        draft.codebook(2)


def test_a_name_suggests_a_key() -> None:
    assert key_for(" Air/drone Strike (élite) ") == "air_drone_strike_elite"


def test_changes_are_counted_by_part_and_deed() -> None:
    draft = Draft.of(BOOK)
    draft = draft.changed(part(draft, "raid").id, key="incursion", help="In and out.")
    draft = draft.moved(part(draft, "riot").id, -1).removed(part(draft, "weapon").id)

    assert changes(BOOK, draft).counts == {
        (Part.CHOICE, Deed.RENAMED): 1,
        (Part.CHOICE, Deed.REWORDED): 1,
        (Part.FIELD, Deed.MOVED): 1,
        (Part.FIELD, Deed.REMOVED): 1,
    }


def test_a_codebook_from_a_file_is_known_by_its_keys() -> None:
    other = parse_codebook(BOOK.source.replace('"riot"', '"protest"'), "other")

    draft = Draft.of(other, BOOK)

    assert draft.gone(BOOK) == (("type", "riot"),)
    assert changes(BOOK, draft).counts[Part.CHOICE, Deed.ADDED] == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 12), st.sampled_from("abx")), max_size=8)
)
def test_whatever_is_done_every_old_answer_is_kept_renamed_or_gone(
    steps: list[tuple[int, int, str]],
) -> None:
    draft = Draft.of(BOOK)
    for step, id_, key in steps:
        if any(node.id == id_ for node in draft.root.walk()):
            draft = _done(draft, step, id_, key)
    draft.check()
    made = _codebook_or_none(draft)
    if made is None:
        return
    recoding, gone = draft.recoding(), draft.gone(BOOK)
    for field in BOOK.fields:
        if (field.key, None) in gone:
            continue
        now = made.field_by_key[recoding.field_key(field.key)]
        for key in field.choice_by_key:
            became = recoding.choices.get((field.key, key), key)
            assert became in now.choice_by_key or (field.key, key) in gone


def _done(draft: Draft, step: int, id_: int, key: str) -> Draft:
    owner = draft.field_of(id_)
    match step:
        case 2:
            return draft.removed(id_)
        case 3:
            return draft.moved(id_, 1)
        case 4:
            return draft.added(0, Part.FIELD)
        case 5 if owner:
            return draft.added(owner.id, Part.CHOICE)
    return draft.changed(id_, key=key, label=key)


def _codebook_or_none(draft: Draft) -> Codebook | None:
    try:
        return draft.codebook(2)
    except CodebookError:
        return None


@pytest.mark.parametrize("name", ["conflict", "muc4"])
def test_a_draft_put_aside_as_plain_data_comes_back_whole(name: str) -> None:
    draft = Draft.of(load_codebook(name)).added(0, Part.FIELD)
    removed = next(node for node in draft.root.walk() if node.origin and node.origin[1])
    draft = draft.removed(removed.id).becoming(removed.origin or ("", ""), "other")

    assert draft_from_json(json.loads(json.dumps(draft_to_json(draft)))) == draft
