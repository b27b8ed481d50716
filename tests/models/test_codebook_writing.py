"""Codebooks are written as TOML so that reading gives the same again."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codebook_files import BUNDLED, load_codebook
from models.codebook.reading import parse_codebook
from models.codebook.writing import codebook_data, to_toml

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_codebook_is_the_same_after_writing_and_reading(name: str) -> None:
    codebook = load_codebook(name)

    again = parse_codebook(to_toml(codebook_data(codebook)), name)

    assert again.fields == codebook.fields
    assert codebook_data(again) == codebook_data(codebook)


@given(
    st.fixed_dictionaries(
        {"help": _TEXTS, "examples": st.lists(_TEXTS), "multiple": st.booleans()},
        optional={
            "choice": st.lists(
                st.fixed_dictionaries(
                    {"key": _KEYS, "label": _TEXTS},
                    optional={"choice": st.lists(st.fixed_dictionaries({"key": _KEYS}))},
                ),
                min_size=1,
            ),
            "when": st.fixed_dictionaries({"field": _KEYS, "is": st.lists(_TEXTS)}),
        },
    )
)
def test_whatever_a_table_holds_is_read_as_it_was_written(field: dict[str, Any]) -> None:
    data = {"name": "x", "version": 3, "actor_names": {"police": "{x}"}, "field": [field, {}]}

    assert tomllib.loads(to_toml(data)) == data


def test_a_boundary_and_a_colour_are_read_and_a_colour_without_shade_is_named() -> None:
    source = """
name = "x"
version = 1
title = "X"
[[field]]
key = "type"
label = "Type"
kind = "choice"
boundary = "Not what was planned."
[[field.choice]]
key = "raid"
label = "Raid"
boundary = "With no fight it is a theft."
colour = "teal"
"""
    [field] = parse_codebook(source, "x").fields

    assert field.boundary == "Not what was planned."
    assert field.choices[0].boundary == "With no fight it is a theft."
    assert field.choices[0].colour == "teal"
    with pytest.raises(Exception, match=r'colour is "mauve", but must be one of red, orange'):
        parse_codebook(source.replace("teal", "mauve"), "x")
