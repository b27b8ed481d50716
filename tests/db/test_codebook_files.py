"""Bundled codebooks by their names, own ones from files."""

from __future__ import annotations

import pytest

from db.codebook_files import BUNDLED, load_codebook
from models.codebook import Role
from models.errors import UserError
from models.values import Kind

SMALL = (
    'name = "small"\nversion = 1\ntitle = "S"\n[[field]]\nkey = "a"\nlabel = "A"\nkind = "text"\n'
)


@pytest.mark.parametrize("name", BUNDLED)
def test_bundled_codebooks_load_by_name_and_by_reference(name):
    codebook = load_codebook(name)

    assert codebook.reference == f"{name}@1"
    assert load_codebook(codebook.reference) == codebook
    assert codebook.help


@pytest.mark.parametrize("name", BUNDLED)
def test_every_field_and_choice_of_a_bundled_codebook_is_explained(name):
    for field in load_codebook(name).fields:
        assert field.help, field.key
        assert field.examples, field.key
        assert field.group, field.key
        for choice in field.choice_by_key.values():
            assert choice.help, choice.key
            assert choice.examples or not choice.is_leaf, choice.key
            assert len(set(choice.triggers)) == len(choice.triggers), choice.key
            assert all(trigger == trigger.lower() for trigger in choice.triggers), choice.key


def test_every_event_type_of_a_bundled_codebook_has_triggers():
    for name in BUNDLED:
        types = load_codebook(name).with_role(Role.EVENT_TYPE)
        assert all(one.triggers for one in types.choice_by_key.values() if one.is_leaf)


def test_the_conflict_codebook_has_the_fields_that_exports_rely_on():
    codebook = load_codebook("conflict")

    assert [field.key for field in codebook.fields] == [
        *("record_class", "event_type", "stage", "weapon"),
        *("initiator", "target", "attribution", "claimed_by"),
        *("date", "place", "killed", "wounded", "abducted"),
        *("reported_by", "summary", "certainty", "tags"),
    ]
    assert codebook.groups == ("What", "Who", "When and where", "Harm", "Source")
    assert [link.key for link in codebook.links] == [
        *("retaliation_for", "same_as", "part_of", "follows"),
    ]
    types = codebook.field_by_key["event_type"]
    assert len(types.choices) == 6
    assert sum(one.is_leaf for one in types.choice_by_key.values()) == 25
    always = {field.key for field in codebook.fields if field.when is None}
    assert {"initiator", "target", "date", "place"} <= always


def test_the_muc_codebook_has_its_ten_fields():
    codebook = load_codebook("muc4")

    kinds = {field.key: (field.kind, field.multiple) for field in codebook.fields}
    assert kinds == {
        "incident_type": (Kind.CHOICE, False),
        "stage": (Kind.CHOICE, False),
        "date": (Kind.DATE, False),
        "place": (Kind.PLACE, False),
        "perpetrator_individual": (Kind.TEXT, True),
        "perpetrator_organization": (Kind.ACTOR, True),
        "attribution": (Kind.CHOICE, True),
        "physical_target": (Kind.TEXT, True),
        "human_target": (Kind.TEXT, True),
        "weapon": (Kind.TEXT, True),
    }


def test_a_codebook_of_ones_own_is_read_from_its_file(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text("\ufeff" + SMALL, encoding="utf-8")

    codebook = load_codebook(str(path))

    assert codebook.reference == "small@1"
    assert codebook.source == SMALL


def test_another_version_of_a_bundled_codebook_is_refused_in_words():
    with pytest.raises(UserError, match=r"There is no codebook conflict@7; .* has conflict@1"):
        load_codebook("conflict@7")


def test_a_missing_codebook_names_those_that_there_are(tmp_path):
    with pytest.raises(UserError, match=r"There is no codebook .*nowhere\.toml; .*conflict, muc4"):
        load_codebook(str(tmp_path / "nowhere.toml"))


def test_a_folder_or_a_file_that_is_no_text_is_refused_in_words(tmp_path):
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b'name = "\xff"')

    with pytest.raises(UserError, match="cannot be read"):
        load_codebook(str(tmp_path))
    with pytest.raises(UserError, match=r"is not UTF-8 text \(byte 8\)"):
        load_codebook(str(binary))
    with pytest.raises(UserError, match="cannot be read"):
        load_codebook("nul\0byte")
