"""The suggester that asks a chat endpoint, against a server of its own."""

from __future__ import annotations

import contextlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codebook_files import load_codebook
from models.article import Article
from models.errors import UserError
from models.suggest.chat.endpoint import AnswerError, Endpoint
from models.suggest.chat.prompt import MAX_CHARACTERS, answer_schema, asked_fields
from models.suggest.chat.reply import read_answer
from models.suggest.chat.suggester import ChatSuggester
from models.suggest.gazetteer import shared_gazetteer
from models.values import Actor, DateRange, Wording
from tests.suggest.chat_server import ChatServer, break_off, drip, say, send

CODEBOOK = load_codebook("conflict")
ARTICLE = Article(
    "a1",
    title="Depot hit",
    published=date(2024, 3, 5),
    text="A drone struck a fuel depot in Karachi on Monday, killing at least two guards.",
)
EVENT = {
    "event_type": [{"value": "air_drone_strike", "evidence": ["A drone struck"]}],
    "date": [{"value": "2024-03-04", "evidence": ["on Monday"]}],
    "place": [{"value": "Karachi, Sindh, Pakistan", "evidence": ["Karachi"]}],
    "target": [{"value": "guards", "evidence": ["guards"]}],
    "killed": [{"value": "at least 2", "evidence": ["at least two guards"]}],
}


@pytest.fixture
def serve():
    servers: list[ChatServer] = []

    def start(*script):
        servers.append(ChatServer(*script))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def suggester():
    made: list[ChatSuggester] = []

    def make(server, *, key="", seconds=5.0, **prices):
        endpoint = Endpoint(server.url, "small", seconds, **prices)
        made.append(ChatSuggester(CODEBOOK, endpoint, key))
        return made[-1]

    yield make
    for one in made:
        one.close()


def answer(*events):
    return say(json.dumps({"events": list(events)}))


def values(proposal):
    return {offer.field: offer.value for offer in proposal.values}


def read(event, drop=lambda _: None):
    content = json.dumps({"events": [event]})
    return read_answer(content, ARTICLE, CODEBOOK, shared_gazetteer, "chat:test", drop)


def test_an_answer_becomes_a_proposal_with_evidence_in_the_article(serve, suggester):
    ask = suggester(serve(answer(EVENT)))

    [[proposal]] = ask([ARTICLE])

    found = values(proposal)
    assert found["event_type"] == "air_drone_strike"
    assert found["date"] == DateRange(date(2024, 3, 4), date(2024, 3, 4), found["date"].precision)
    assert found["target"] == Actor("guards")
    assert (found["killed"].low, found["killed"].wording) == (2, Wording.AT_LEAST)
    assert (found["place"].name, found["place"].country) == ("Karachi", "PAK")
    quotes = {o.field: [s.quote(ARTICLE.text) for s in o.evidence] for o in proposal.values}
    assert quotes["killed"] == ["at least two guards"]
    assert proposal.engine == ask.name


def test_the_question_holds_codebook_article_and_schema_but_the_key_only_as_a_header(
    serve, suggester
):
    server = serve(answer(EVENT))

    list(suggester(server, key="s3cret")([ARTICLE]))

    asked = server.asked[0]
    assert ARTICLE.text in asked["messages"][1]["content"]
    assert "air_drone_strike" in asked["messages"][0]["content"]
    assert asked["response_format"]["json_schema"]["schema"] == answer_schema(CODEBOOK)
    assert server.keys == ["Bearer s3cret"]
    assert "s3cret" not in json.dumps(asked)


def test_an_article_without_events_has_no_proposals(serve, suggester):
    assert list(suggester(serve(answer()))([ARTICLE])) == [[]]


@pytest.mark.parametrize(
    ("field", "said", "reason"),
    [
        ("target", {"value": "guards", "evidence": ["three guards"]}, "evidence that does not"),
        ("target", {"value": "guards", "evidence": ["guard"]}, "evidence that does not"),
        ("target", {"value": "guards", "evidence": []}, "no evidence"),
        ("event_type", {"value": "volcano", "evidence": ["drone"]}, "does not take"),
        ("date", {"value": "soonish", "evidence": ["Monday"]}, "does not take"),
        ("killed", {"value": "many or few", "evidence": ["two"]}, "does not take"),
        ("killed", {"value": None, "evidence": ["two"]}, "wrong shape"),
        ("killed", "two", "wrong shape"),
        ("mood", [], "codebook does not have"),
    ],
)
def test_what_the_article_does_not_bear_out_is_dropped_and_counted(
    serve, suggester, field, said, reason
):
    event = EVENT | {field: [said]}
    ask = suggester(serve(answer(event)))

    [[proposal]] = ask([ARTICLE])

    assert field not in values(proposal)
    assert [reason in told for told in ask.usage.dropped] == [True]
    assert sum(ask.usage.dropped.values()) == 1


@pytest.mark.parametrize(
    "first",
    [
        send("<html>busy</html>"),
        send('{"choices": []}'),
        send("[1, 2]"),
        say("I think there were two events."),
        say('{"events": [{"date": ['),
        say('{"events": []}', finish="length"),
        say('{"incidents": []}'),
        break_off,
    ],
    ids=["html", "no_choice", "a_list", "prose", "truncated", "cut_off", "other_key", "broken"],
)
def test_an_answer_that_cannot_be_read_is_asked_for_once_more(serve, suggester, first):
    server = serve(first, answer(EVENT))

    [[proposal]] = suggester(server)([ARTICLE])

    assert values(proposal)["event_type"] == "air_drone_strike"
    assert "could not be read" in server.asked[1]["messages"][-1]["content"]


def test_a_second_bad_answer_is_reported_and_the_next_article_goes_on(serve, suggester):
    ask = suggester(serve(say("no"), say("no"), answer(EVENT)))
    other = Article("a2", title="Another", text=ARTICLE.text, published=ARTICLE.published)

    failed, good = ask.try_each([ARTICLE, other])

    assert isinstance(failed, UserError)
    assert "two tries" in str(failed)
    assert "Depot hit" in str(failed)
    assert isinstance(good, list)
    assert len(good) == 1


def test_a_slow_answer_is_given_up_after_the_time_allowed(serve, suggester):
    ask = suggester(serve(drip(4)), seconds=0.4)

    [failed] = ask.try_each([ARTICLE])

    assert "within 0.4 seconds" in str(failed)


@pytest.mark.parametrize(
    ("status", "hint"), [(401, "Check the key"), (404, "model"), (429, "try later"), (500, "500")]
)
def test_a_refusal_says_the_status_and_what_to_do(serve, suggester, status, hint):
    [failed] = suggester(serve(send("nope", status))).try_each([ARTICLE])

    assert isinstance(failed, UserError)
    assert hint in str(failed)


def test_a_server_that_knows_no_schema_is_asked_for_plain_json(serve, suggester):
    server = serve(send("response_format json_schema not supported", 400), answer(EVENT))

    [found] = suggester(server)([ARTICLE])

    assert len(found) == 1
    assert server.asked[1]["response_format"] == {"type": "json_object"}


def test_a_server_that_is_not_there_is_told_in_a_sentence(serve, suggester):
    server = serve()
    ask = suggester(server)
    server.close()

    [failed] = ask.try_each([ARTICLE])

    assert "cannot be reached" in str(failed)


def test_tokens_and_cost_are_counted_over_all_questions(serve, suggester):
    ask = suggester(serve(say("?", usage=(1000, 5)), answer(EVENT)), price_in=2.0, price_out=10.0)

    list(ask([ARTICLE]))

    assert (ask.usage.requests, ask.usage.tokens_in, ask.usage.tokens_out) == (2, 1100, 15)
    assert ask.usage.cost(Endpoint("http://x", "m", 1, 2.0, 10.0)) == pytest.approx(0.00235)


def test_an_answer_in_a_code_fence_is_read(serve, suggester):
    fenced = "```json\n" + json.dumps({"events": [EVENT]}) + "\n```"

    [[proposal]] = suggester(serve(say(fenced)))([ARTICLE])

    assert values(proposal)["event_type"] == "air_drone_strike"


def test_of_a_very_long_article_only_the_beginning_is_sent(serve, suggester):
    server = serve(answer())
    long = Article("long", text="word " * 20_000)

    list(suggester(server)([long]))

    assert len(server.asked[0]["messages"][1]["content"]) < MAX_CHARACTERS + 200


@pytest.mark.parametrize(
    ("url", "model"),
    [("localhost:8080", "m"), ("ftp://x/v1", "m"), ("http://me:pw@x/v1", "m"), ("http://x", " ")],
)
def test_an_endpoint_that_cannot_work_is_refused_before_anything_is_sent(url, model):
    with pytest.raises(UserError):
        ChatSuggester(CODEBOOK, Endpoint(url, model))


json_values = st.sampled_from([None, 3, True, "", "drone", [], [[]], {}, {"value": {}}])
said = st.sampled_from(["2", "Karachi", "attack", "", "x" * 50]) | json_values
quoted = st.lists(st.sampled_from(["Karachi", "drone", "moon"]) | json_values, max_size=3)
answers = st.lists(
    st.fixed_dictionaries({"value": said, "evidence": quoted}) | json_values, max_size=3
)
events = st.dictionaries(
    st.sampled_from([f.key for f in asked_fields(CODEBOOK)]), answers, max_size=5
)


@given(events)
def test_whatever_is_answered_all_evidence_kept_stands_in_the_article(event):
    dropped: list[str] = []
    for proposal in read(event, dropped.append):
        for offer in proposal.values:
            assert offer.field in CODEBOOK.field_by_key
            for span in offer.evidence:
                assert 0 <= span.start < span.end <= len(ARTICLE.text)


@given(st.text(max_size=200))
def test_whatever_text_is_answered_is_read_or_refused(content):
    with contextlib.suppress(AnswerError):
        read_answer(content, ARTICLE, CODEBOOK, shared_gazetteer, "chat:test", lambda _: None)
