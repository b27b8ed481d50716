"""The engine end to end: own short reports in, proposals out."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from db.codebook_files import load_codebook
from models.article import Article
from models.codebook.reading import parse_codebook
from models.events import Proposal
from models.suggest.batch import suggest_many
from models.suggest.engine import ENGINE, BuiltInSuggester
from models.suggest.pipeline import MAX_CHARACTERS
from models.suggest.relevance import event_probability
from models.values import Actor, Count, DateRange, Place

PUBLISHED = date(2024, 3, 8)  # a Friday

SMALL_CODEBOOK = """
name = "flood"
version = 1
title = "Floods"

[[field]]
key = "hazard"
label = "Hazard"
kind = "choice"
role = "event_type"

[[field.choice]]
key = "flood"
label = "Flood"
triggers = ["flood", "burst its bank", "inundate"]

[[field.choice]]
key = "landslide"
label = "Landslide"
triggers = ["landslide", "mudslide"]

[[field]]
key = "when"
label = "When"
kind = "date"
role = "time"

[[field]]
key = "where"
label = "Where"
kind = "place"
role = "place"

[[field]]
key = "dead"
label = "Dead"
kind = "count"
role = "killed"
"""


@cache
def suggester(codebook: str = "conflict") -> BuiltInSuggester:
    if codebook == "flood":
        return BuiltInSuggester(parse_codebook(SMALL_CODEBOOK, "flood.toml"))
    return BuiltInSuggester(load_codebook(codebook))


def proposals(text: str, codebook: str = "conflict") -> list[Proposal]:
    article = Article("a1", text, published=PUBLISHED)
    return next(iter(suggester(codebook)([article])))


def values(proposal: Proposal, field: str) -> list[object]:
    return [v.value for v in proposal.values if v.field == field]


def names(proposal: Proposal, field: str) -> list[str]:
    found = values(proposal, field)
    return [v.name for v in found if isinstance(v, Actor | Place)]


def classes(found: list[Proposal]) -> list[object]:
    return [values(p, "record_class")[0] for p in found]


def incidents(text: str) -> list[Proposal]:
    return [p for p in proposals(text) if values(p, "record_class") == ["incident"]]


TWO_POSTS = (
    "On Wednesday the River Dawn Front (RDF) attacked two posts of the Chadian army with suicide "
    "drones. The first attack targeted a post in Bol, while the second attack hit a post in "
    "Massakory. The RDF said in a statement that the attacks were an act of revenge."
)


def test_two_posts_told_apart_become_two_incidents_that_share_day_and_sides() -> None:
    found = incidents(TWO_POSTS)
    assert [names(p, "place") for p in found] == [["Bol"], ["Massakory"]]
    for proposal in found:
        assert values(proposal, "event_type") == ["air_drone_strike"]
        assert names(proposal, "initiator") == ["River Dawn Front"]
        assert "Military Forces of Chad" in names(proposal, "target")
        assert values(proposal, "attribution") == ["claimed"]
        assert names(proposal, "claimed_by") == ["River Dawn Front"]
        day = values(proposal, "date")[0]
        assert isinstance(day, DateRange)
        assert (day.start, day.end) == (date(2024, 3, 6), date(2024, 3, 6))


def test_a_second_bomb_that_was_made_safe_is_no_part_of_the_one_that_went_off() -> None:
    for second in (
        "Police said another device was found nearby and defused by army sappers.",
        "A second device failed to explode and was made safe by the army.",
        "The army defused a second bomb near the market.",
    ):
        blast = "A bomb exploded outside a bank in Gao on Thursday, killing two clerks. "
        first = incidents(blast + second)[0]
        assert values(first, "event_type") == ["remote_explosive_landmine_ied"]
        assert names(first, "initiator") == []


def test_a_passive_report_names_the_target_and_the_one_behind_by() -> None:
    (found,) = incidents(
        "Colonel Idriss Barkaye, a commander of the Salt Lake Brigades, was killed in Gao on "
        "Thursday in a French drone strike."
    )
    assert names(found, "initiator") == ["Military Forces of France"]
    assert "Idriss Barkaye" in names(found, "target")[0]
    assert "Salt Lake Brigades" in names(found, "target")
    assert names(found, "place") == ["Gao"]


def test_more_dead_told_in_the_next_sentence_belong_to_the_same_incident() -> None:
    (found,) = incidents(
        "Gunmen shot dead two farmers near Maiduguri on Thursday. "
        "Another villager was also killed and at least four others were wounded."
    )
    killed, wounded = values(found, "killed")[0], values(found, "wounded")[0]
    assert isinstance(killed, Count)
    assert isinstance(wounded, Count)
    assert (killed.best, wounded.low) == (3, 4)
    assert values(found, "attribution") == ["unattributed"]


@pytest.mark.parametrize(
    ("sentence", "record_class"),
    [
        ("More than 80 attacks have targeted U.S. forces in Iraq since October 17.", "aggregate"),
        ("The Iraqi government blamed the Ash Valley Army for the bombing.", "accusation"),
        ("The Ash Valley Army vowed to take revenge for the bombing.", "threat"),
        ("The Ash Valley Army will likely intensify attacks in the coming days.", "forecast"),
        ("The army denied that its soldiers had attacked the village.", "denial"),
    ],
)
def test_what_is_no_incident_gets_a_record_of_its_class_after_the_incidents(
    sentence: str, record_class: str
) -> None:
    lead = "A car bomb killed three policemen in Mosul on Thursday. "
    found = classes(proposals(lead + sentence))
    assert found == ["incident", record_class]


def test_an_attack_that_did_not_happen_is_no_incident() -> None:
    assert incidents("No attack was reported in Mosul on Thursday.") == []


def test_figures_of_speech_are_no_incident() -> None:
    text = "The striker came under fire on Monday after his coach launched an attack on his form."
    assert proposals(text) == []


def test_incidents_on_different_days_in_different_towns_stay_apart() -> None:
    found = incidents(
        "Gunmen kidnapped six teachers in Kaduna on Wednesday. "
        "On Thursday a roadside bomb killed two soldiers near Maiduguri."
    )
    assert [values(p, "event_type")[0] for p in found] == [
        "abduction_forced_disappearance",
        "remote_explosive_landmine_ied",
    ]


def test_the_muc4_codebook_gets_its_own_fields() -> None:
    text = (
        "SAN SALVADOR, 7 MAR 24 (XYZ) -- GUERRILLAS OF THE FARABUNDO MARTI NATIONAL LIBERATION "
        "FRONT (FMLN) KIDNAPPED MAYOR PEDRO ALMENDRA IN USULUTAN YESTERDAY."
    )
    found = proposals(text, "muc4")[0]
    assert values(found, "incident_type") == ["kidnapping"]
    assert names(found, "perpetrator_organization") == ["Farabundo Marti National Liberation Front"]
    assert "PEDRO ALMENDRA" in str(values(found, "human_target")[0])
    assert values(found, "physical_target") == []


def test_a_codebook_of_another_domain_gets_suggestions_by_its_triggers() -> None:
    (found,) = proposals(
        "A landslide killed four people in Pokhara, Nepal, on Thursday, officials said.", "flood"
    )
    assert values(found, "hazard") == ["landslide"]
    assert names(found, "where") == ["Pokhara"]
    assert [v.best for v in values(found, "dead") if isinstance(v, Count)] == [4]


def test_capitals_are_read_like_other_text() -> None:
    (found,) = incidents("A SUICIDE BOMBER KILLED NINE PEOPLE IN A MOSQUE IN KABUL ON THURSDAY.")
    assert values(found, "event_type") == ["suicide_bomb"]
    assert names(found, "place") == ["Kabul"]


def test_every_value_has_evidence_in_the_text_a_confidence_and_an_id_of_its_proposal() -> None:
    for proposal in proposals(TWO_POSTS):
        assert proposal.id.startswith("p")
        assert len(proposal.id) == 25
        assert proposal.engine == ENGINE
        for n, value in enumerate(proposal.values):
            assert value.id == f"{proposal.id}.{n}"
            assert 0 <= value.confidence <= 1
            assert len(value.alternatives) <= 5
            assert value.evidence
            assert all(TWO_POSTS[span.start : span.end].strip() for span in value.evidence)


def test_offsets_hold_behind_emoji_and_right_to_left_words() -> None:
    text = "🚨 عاجل — A car bomb killed three policemen in Mosul on Thursday."
    (found,) = incidents(text)
    (place,) = [v for v in found.values if v.field == "place"]
    assert [span.quote(text) for span in place.evidence] == ["Mosul"]


def test_the_same_article_gives_the_same_proposals() -> None:
    assert proposals(TWO_POSTS) == proposals(TWO_POSTS)


@pytest.mark.parametrize(
    "text",
    ["", "   \n\t ", "1234 5678 90", "🙂🙃🙂", "\ud800 attack", "(((", "a" * 5000, "\r\n\r\n.\r"],
)
def test_texts_that_tell_nothing_give_nothing_and_raise_nothing(text: str) -> None:
    assert proposals(text) == []


def test_of_a_very_long_text_the_first_part_is_read() -> None:
    text = "A car bomb killed three policemen in Mosul on Thursday. " + "x " * (MAX_CHARACTERS * 40)
    assert len(text) > 4_000_000
    assert len(incidents(text)) == 1


def test_many_articles_come_in_order_with_one_worker_or_two() -> None:
    codebook = load_codebook("conflict")
    articles = [
        Article(f"a{n}", f"A car bomb killed {n + 2} policemen in Mosul on Thursday.")
        for n in range(20)
    ]
    one = list(suggest_many(iter(articles), codebook))
    two = list(suggest_many(iter(articles), codebook, workers=2))
    assert [article.id for article, _ in one] == [a.id for a in articles]
    assert one == two


def test_an_area_alone_lets_the_place_be_looked_for_in_the_text():
    text = (
        "GAO, Mali – Explosive drones struck two army bases in northern Mali on Tuesday, residents "
        "said.\nThe first hit a fuel store at the base in Tessalit. Nobody was hurt there.\n"
    )

    (first, *_) = proposals(text)

    (place,) = [value.value for value in first.values if value.field == "place"]
    assert place.name == "Tessalit"


FIGHT = (
    "PARADOR, 7 MAR 24 (XYZ) -- ARMY TROOPS CLASHED WITH GUERRILLAS NEAR TILORO YESTERDAY. THREE "
    "SOLDIERS WERE KILLED IN THE FIGHTING."
)


def test_a_fight_between_armed_sides_is_no_event_where_the_codebook_leaves_out_combat() -> None:
    assert proposals(FIGHT, "muc4") == []
    assert [values(p, "record_class") for p in proposals(FIGHT)] == [["incident"]]


def test_a_fight_that_hits_people_is_an_event_all_the_same() -> None:
    text = FIGHT.replace("THREE SOLDIERS WERE", "TWO SCHOOLGIRLS AND A PRIEST WERE")
    assert len(proposals(text, "muc4")) == 1


def test_a_crime_that_is_condemned_is_an_event_if_its_victims_are_named_or_counted() -> None:
    line = "PARADOR, 7 MAR 24 (XYZ) -- THE BISHOP CONDEMNED THE MURDER OF {} IN TILORO YESTERDAY."
    assert len(proposals(line.format("SIX TEACHERS"), "muc4")) == 1
    assert proposals("The bishop condemned murder and kidnapping in his sermon.", "muc4") == []


def test_without_labels_two_crimes_of_one_article_are_two_events_where_no_classes_are_kept() -> (
    None
):
    text = (
        "PARADOR, 7 MAR 24 (XYZ) -- GUNMEN KIDNAPPED THE BANKER LUIS OLMEDO IN TILORO YESTERDAY. "
        "IN ANOTHER INCIDENT, A BOMB EXPLODED AT THE OFFICES OF THE WATER COMPANY IN SAMANE ON 5 "
        "MARCH."
    )
    found = [values(p, "incident_type")[0] for p in proposals(text, "muc4")]
    assert sorted(map(str, found)) == ["bombing", "kidnapping"]


def test_values_of_a_doubtful_event_are_doubtful_and_its_country_is_an_alternative() -> None:
    plain = "KABUL, 7 MAR 24 (XYZ) -- GUNMEN KILLED A TEACHER IN KANDAHAR YESTERDAY."
    vague = (
        "KABUL, 7 MAR 24 (XYZ) -- IT IS KNOWN THAT MANY KILLINGS OF TEACHERS IN KANDAHAR WERE TOLD."
    )
    sure = [surely(proposals(text, "muc4")[0]) for text in (plain, vague)]
    assert sure[0]["stage"] > sure[1]["stage"]
    (place,) = [v for v in proposals(plain, "muc4")[0].values if v.field == "place"]
    assert "Afghanistan" in [a.value.name for a in place.alternatives if isinstance(a.value, Place)]


def surely(found: Proposal) -> dict[str, float]:
    return {value.field: value.confidence for value in found.values}


def test_an_incident_is_less_sure_to_be_wanted_where_a_codebook_leaves_matters_out() -> None:
    strict, open_to_all = load_codebook("muc4"), load_codebook("conflict")
    for logit in (-0.5, 1.0, 4.0):
        once = event_probability(logit, 1, strict)
        assert once < event_probability(logit, 1, open_to_all)
        assert once < event_probability(logit + 1, 1, strict)
        assert once < event_probability(logit, 2, strict)


def test_other_phrases_for_a_filler_are_alternatives_and_never_fill_the_field() -> None:
    text = (
        "PARADOR, 7 MAR 24 (XYZ) -- GUNMEN KIDNAPPED THE WEALTHY BANKER LUIS OLMEDO IN TILORO "
        "YESTERDAY."
    )
    victims = [v for v in proposals(text, "muc4")[0].values if v.field == "human_target"]
    (taken,) = victims
    others = [a for a in taken.alternatives if a.evidence[0] != taken.evidence[0]]
    overlapping = [a for a in others if a.evidence[0].start < taken.evidence[0].end]
    assert "OLMEDO" in str(taken.value).upper()
    assert any("OLMEDO" in str(a.value).upper() for a in overlapping)
    assert all(a.confidence < taken.confidence for a in others)
