"""The input of the run with poisoned articles, and a small run of it."""

from itertools import pairwise

from bench.poisoned import is_reported, mixed, poisoned


def test_five_poisoned_articles_are_spread_among_the_healthy_ones():
    rows = list(mixed(100))
    places = [n for n, row in enumerate(rows) if row["id"].startswith("poisoned-")]

    assert len(rows) == len({row["id"] for row in rows}) == 100
    assert len(places) == 5
    assert max(b - a for a, b in pairwise(places)) <= 25


def test_healthy_articles_all_differ():
    texts = [row["text"] for row in mixed(300) if not row["id"].startswith("poisoned-")]

    assert len(set(texts)) == len(texts) == 295


def test_the_poison_is_what_it_is_called():
    texts = {row["id"].removeprefix("poisoned-"): row["text"] for row in poisoned()}

    assert texts["empty"] == ""
    assert len(texts["one-line"]) >= 5_000_000
    assert "\n" not in texts["one-line"]
    assert not any(c.isprintable() and not c.isspace() for c in texts["control"])
    assert set(texts["digits"]) <= set("0123456789 ")
    assert not any("a" <= c.lower() <= "z" for c in texts["scripts"])


def test_an_article_is_reported_by_its_id_or_its_line():
    assert is_reported("poisoned-digits", 12, "poisoned-digits: no words to read")
    assert is_reported("poisoned-digits", 1200, "in.jsonl line 1,200: no words to read")
    assert not is_reported("poisoned-digits", 12, "in.jsonl line 120: no words to read")
