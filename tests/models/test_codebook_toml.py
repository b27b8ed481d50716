"""Codebooks as TOML: read whole, every mistake reported with its place."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.codebook import ActorClass, Matter, Role, When
from models.codebook.reading import CodebookError, parse_codebook
from models.errors import UserError
from models.values import Kind

HEAD = 'name = "floods"\nversion = 2\ntitle = "Floods"\n'
GOOD = (
    HEAD
    + """
[[field]]
key = "kind_of_flood"
label = "Kind"
kind = "choice"
group = "What"
role = "event_type"
required = true
shortcut = "L"
[[field.choice]]
key = "river"
label = "River"
[[field.choice.choice]]
key = "dam_break"
label = "Dam break"
help = "The dam itself gave way."
examples = ["the dam burst"]
triggers = ["dam break", "burst"]
[[field.choice]]
key = "coast"
label = "Coast"
[[field]]
key = "height"
label = "Height"
kind = "text"
multiple = true
when = { field = "kind_of_flood", is = ["river"] }
[[link]]
key = "caused_by"
label = "Caused by"
"""
)


def mistakes(text: str) -> tuple[str, ...]:
    with pytest.raises(CodebookError) as caught:
        parse_codebook(text, "floods.toml")
    return caught.value.mistakes


def test_a_codebook_is_read_whole():
    codebook = parse_codebook(GOOD, "floods.toml")

    kind, height = codebook.fields
    assert (codebook.reference, codebook.title, codebook.source) == ("floods@2", "Floods", GOOD)
    assert (kind.kind, kind.role, kind.required, kind.shortcut) == (
        Kind.CHOICE,
        Role.EVENT_TYPE,
        True,
        "l",
    )
    dam = kind.choice_by_key["dam_break"]
    assert dam.path == ("river", "dam_break")
    assert dam.is_leaf
    assert not kind.choice_by_key["river"].is_leaf
    assert (dam.examples, dam.triggers) == (("the dam burst",), ("dam break", "burst"))
    assert height.multiple
    assert [link.key for link in codebook.links] == ["caused_by"]


def test_a_condition_on_a_branch_holds_for_all_below_it():
    height = parse_codebook(GOOD, "floods.toml").fields[1]

    assert height.when == When("kind_of_flood", ("river", "dam_break"))


def test_broken_toml_is_named_with_its_line():
    (mistake,) = mistakes(HEAD + "[[field]\n")

    assert mistake.startswith("floods.toml, line 4, column")
    assert mistake.endswith("the file must be valid TOML")


def test_toml_that_ends_too_early_is_named():
    (mistake,) = mistakes('name = ["floods"')

    assert mistake.startswith("floods.toml, ")
    assert mistake.endswith("the file must be valid TOML")


def test_every_mistake_is_reported_at_once_and_with_its_place():
    text = """
name = "Big Floods"
version = "1"
colour = "blue"
[[field]]
key = "Killed"
label = "Killed"
kind = "number"
[[field]]
key = "killed"
label = ""
kind = "count"
role = "place"
requird = true
"""
    assert mistakes(text) == (
        "floods.toml: colour is not a key of a codebook "
        "(allowed: name, version, title, help, field, link, actor_names, leaves_out)",
        'floods.toml: name is "Big Floods", but must be lower-case letters, digits, - and _, '
        "beginning with a letter",
        'floods.toml: version is "1", but must be a whole number from 1',
        "floods.toml: title is missing; it must be a text",
        'floods.toml, line 5: field[1] "Killed".key is "Killed", but must be lower-case letters, '
        "digits and underscores, beginning with a letter",
        'floods.toml, line 5: field[1] "Killed".kind is "number", but must be one of '
        "choice, text, actor, place, date, count, flag",
        'floods.toml, line 9: field[2] "killed".requird is not a key of a codebook; did you mean '
        '"required"? (allowed: key, label, kind, group, help, boundary, examples, multiple, '
        "required, when, role, shortcut, choice)",
        'floods.toml, line 9: field[2] "killed".label is "", but must be a text that is not empty',
        'floods.toml, line 9: field[2] "killed".role is "place", which needs a field of kind '
        "place, not count",
        'floods.toml, line 9: field[2] "killed".key is "killed", which another field has already',
    )


def field(extra: str, key: str = "one", kind: str = "choice") -> str:
    return f'[[field]]\nkey = "{key}"\nlabel = "L"\nkind = "{kind}"\n{extra}\n'


def choice(key: str) -> str:
    return f'[[field.choice]]\nkey = "{key}"\nlabel = "L"\n'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", "field is missing; a codebook needs at least one [[field]]"),
        ("field = 3", "field must be tables, written [[field]]"),
        (field(""), '"one".choice is missing; a field of kind choice needs [[field.choice]]'),
        (
            field(choice("a") + choice("a")),
            'choice[2] "a".key is "a", which field[1].choice[1] has',
        ),
        (field(choice("A b")), "must be lower-case letters, digits and underscores"),
        (field(choice("a"), kind="text"), "choice is for fields of kind choice only"),
        (field("choice = 3"), "choice must be tables, written [[field.choice]]"),
        (field('shortcut = "ab"', kind="text"), "must be a single letter from a to z"),
        (
            field('shortcut = "x"', kind="text"),
            "but the app itself uses a, d, e, f, j, k, m, n, s, x",
        ),
        (
            field('shortcut = "l"', kind="text") + field('shortcut = "L"', "two", "text"),
            'field[2] "two".shortcut is "L", which another field has already',
        ),
        (field("multiple = 1", kind="text"), '"one".multiple is 1, but must be true or false'),
        (field("help = 1", kind="text"), '"one".help is 1, but must be a text'),
        (
            field('role = "victim"', kind="text"),
            'role is "victim", but must be one of record_class',
        ),
        (
            field('role = "event_type"\n' + choice("a"))
            + field('role = "event_type"\n' + choice("a"), "two"),
            'field[2] "two".role is "event_type", which only one field can have',
        ),
        (field("triggers = []", kind="text"), "triggers is not a key of a codebook"),
        (field(choice("a") + "triggers = [1]"), '"a".triggers is [1], but must be a list of texts'),
        (
            field('when = "always"', kind="text"),
            'when must be written { field = "...", is = ["..."] }',
        ),
        (
            field('when = { field = "b", is = [] }', kind="text"),
            'when must be written { field = "...", is = ["..."] }',
        ),
        (
            field('when = { field = "two", is = ["a"] }', kind="text") + field(choice("a"), "two"),
            'names the field "two", but must name an earlier field of kind choice (there is none)',
        ),
        (
            field(choice("a")) + field('when = { field = "one", is = "b" }', "two", "text"),
            'when has "b", but one can be only a',
        ),
        (field("", kind="text") + '[[link]]\nkey = "l"\n', 'link[1] "l".label is missing'),
        (
            field("", kind="text") + '[[link]]\nkey = "l"\nlabel = "L"\n' * 2,
            'link[2] "l".key is "l", which another link has already',
        ),
    ],
)
def test_each_kind_of_mistake_says_what_is_allowed(body, expected):
    found = mistakes(HEAD + body)

    assert len(found) == 1
    assert expected in found[0]


def test_lines_are_left_out_where_headers_cannot_be_counted():
    text = HEAD + field('help = """\n[[field]]\n"""', kind="number")

    assert mistakes(text)[0].startswith('floods.toml: field[1] "one".kind is "number"')


def test_the_error_is_one_that_a_user_can_act_on():
    with pytest.raises(UserError, match=r"The codebook floods.toml has 2 mistakes:\nfloods.toml: "):
        parse_codebook("version = 1\n" + field("", kind="text"), "floods.toml")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["key", "kind", "when", "role", "is", "field"]), inner
            )
        ),
        max_leaves=8,
    )
)
def test_values_of_any_shape_are_mistakes_and_never_crashes(value):
    def toml(data) -> str:
        if data is None:
            return '"x"'
        if isinstance(data, bool):
            return str(data).lower()
        if isinstance(data, str):
            return '"' + "".join(c for c in data if c.isalnum() and c.isascii()) + '"'
        if isinstance(data, list):
            return "[" + ", ".join(map(toml, data)) + "]"
        if isinstance(data, dict):
            return "{" + ", ".join(f"{key} = {toml(item)}" for key, item in data.items()) + "}"
        return str(data)

    for key in ("key", "kind", "role", "when", "choice", "shortcut", "multiple", "help"):
        with suppress(CodebookError):
            parse_codebook(f"{HEAD}[[field]]\nlabel = 'L'\n{key} = {toml(value)}\n", "any.toml")


def test_a_field_cannot_have_the_name_of_a_column_that_every_dataset_has():
    assert mistakes(GOOD.replace('"height"', '"published"')) == (
        'floods.toml, line 25: field[2] "published".key is "published", the name of a column of'
        " every dataset",
    )


def test_a_text_that_is_nested_too_deeply_is_a_mistake():
    assert mistakes("a = " + "[" * 5000) == ("floods.toml: it is nested too deeply",)


def test_classes_of_actors_get_the_names_that_the_codebook_gives_them():
    text = GOOD + '\n[actor_names]\ncivilians = "Civilians ({country}): {words}"\n'
    found = parse_codebook(text, "floods.toml").actor_names
    assert found == ((ActorClass.CIVILIANS, "Civilians ({country}): {words}"),)


@pytest.mark.parametrize("line", ['civilians = "{who}"', "civilians = 3", 'dragons = "Dragons"'])
def test_a_name_for_no_class_or_with_an_unknown_blank_is_a_mistake(line):
    (mistake,) = mistakes(GOOD + f"\n[actor_names]\n{line}\n")
    assert "actor_names" in mistake


def test_a_codebook_says_what_it_leaves_out_and_only_what_is_known():
    head = 'name = "x"\nversion = 1\ntitle = "X"\nleaves_out = [{}]\n'
    field = '[[field]]\nkey = "a"\nlabel = "A"\nkind = "text"\n'
    assert parse_codebook(head.format('"combat"') + field, "x").leaves_out == (Matter.COMBAT,)
    with pytest.raises(CodebookError, match="may list only combat"):
        parse_codebook(head.format('"weather"') + field, "x")
