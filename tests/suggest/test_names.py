"""Who a noun phrase stands for."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from models.suggest.actor_table import ActorKind, known_actors, nations
from models.suggest.lexicon import read_data
from models.suggest.names import ActorMention, ActorReader
from models.suggest.pipeline import load_pipeline, parse


@cache
def pipeline() -> Any:
    return load_pipeline()


def read(text: str, word: str) -> ActorMention | None:
    """The actor of the phrase whose head is the last word of `word` in the text."""
    doc = next(parse(pipeline(), [text]))
    end = text.index(word) + len(word)
    (head,) = [t for t in doc if t.idx < end <= t.idx + len(t)]
    return ActorReader(doc, text).read(head)


@pytest.mark.parametrize(
    ("text", "word", "name", "kind"),
    [
        ("The U.S. military struck a depot.", "military", "United States", ActorKind.STATE),
        ("Turkish forces shelled the hill.", "Turkish forces", "Turkey", ActorKind.STATE),
        ("Houthi rebels fired a missile.", "rebels", "Houthi movement", ActorKind.GROUP),
        ("ISIL fighters raided a town.", "fighters", "Islamic State", ActorKind.GROUP),
        ("Members of al-Shabab attacked.", "Members", "Al-Shabaab", ActorKind.GROUP),
        ("Several gunmen opened fire.", "gunmen", "gunmen", ActorKind.ARMED),
        ("Hundreds of protesters gathered.", "protesters", "protesters", ActorKind.CROWD),
        ("The Syrian government fell.", "government", "Syrian government", ActorKind.STATE),
    ],
)
def test_a_phrase_gets_the_name_a_coder_would_write(
    text: str, word: str, name: str, kind: ActorKind
) -> None:
    found = read(text, word)
    assert found is not None
    assert (found.name, found.kind) == (name, kind)


def test_an_acronym_that_the_article_explains_stands_for_the_full_name() -> None:
    text = "The Amber Coast Army (ACA) took the port. On Monday ACA men left it again."
    found = read(text, "ACA men")
    assert found is not None
    assert found.name == "Amber Coast Army"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boko Haram and the Islamic State met. The two groups took Gao.", 2),
        ("Boko Haram and the Islamic State met. Both movements took Gao.", 2),
        ("Boko Haram and the Islamic State, both based in Gao, fell out.", 2),
        ("Boko Haram and the Islamic State hit two men. The two groups took Gao.", 0),
        ("Boko Haram met rebels of the Islamic State. The two groups took Gao.", 0),
        ("Boko Haram and the Islamic State met. Two rival groups took Gao.", 0),
    ],
)
def test_both_stands_for_the_pair_that_was_just_named(text: str, expected: int) -> None:
    doc = next(parse(pipeline(), [text]))
    (head,) = [t for t in doc if t.lower_ in ("both", "groups", "movements")][-1:]
    found = ActorReader(doc, text).read_all(head)
    named = [actor.name for actor in found if actor.kind is ActorKind.GROUP]
    assert named == ["Boko Haram", "Islamic State"][:expected]


def test_a_nickname_stands_for_the_person() -> None:
    text = "Yusuf Ali “Abu Dera” al-Tamimi was killed. Abu Dera was 40."
    found = read(text, "killed. Abu Dera")
    assert found is not None
    assert found.name == "Yusuf Ali al-Tamimi"


def test_pronouns_are_nobody() -> None:
    assert read("They attacked the base.", "They") is None


def test_the_table_of_known_actors_is_large_and_names_are_unique() -> None:
    rows = read_data("actors")["actors"]
    names = [row["name"] for row in rows]
    assert len(rows) >= 400
    assert len(names) == len(set(names))
    kinds = {"group", "organization", "force", "government", "body"}
    assert {row["kind"] for row in rows} == kinds
    states = read_data("nations")["nation"].keys()
    assert {row["country"] for row in rows if "country" in row} <= states
    assert all(row.get("since", 0) <= row.get("until", 9999) for row in rows)


@pytest.mark.parametrize(
    ("text", "year", "name"),
    [
        ("The SNA held the town in Somalia.", 2022, "Somali National Army"),
        ("The SNA held the town in Syria.", 2022, "Syrian National Army"),
        ("The PDF held the town.", 1989, "Panama Defense Forces"),
        ("The PDF held the town.", 2023, "People's Defence Force"),
    ],
)
def test_actors_that_share_an_acronym_are_told_apart_by_country_and_year(
    text: str, year: int, name: str
) -> None:
    spoken_of = frozenset(n.actor.country or "" for n in nations().find(text))
    (found,) = known_actors().find(text, spoken_of, year)
    assert found.actor.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Al-Shabaab struck again. On Monday the group attacked a base.", "Al-Shabaab"),
        ("Al-Shabaab fought Boko Haram. On Monday the group attacked a base.", "group"),
        ("Al-Shabaab struck again. On Monday an armed group attacked a base.", "group"),
    ],
)
def test_the_group_is_the_one_named_before_if_there_is_only_one(text, name):
    found = read(text, " group")

    assert found is not None
    assert found.name == name
