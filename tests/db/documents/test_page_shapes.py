"""Web pages that are built in odd ways: tables for columns, quoted posts, lone lines."""

from __future__ import annotations

from db.formats.documents import web

STORY = [
    "Two people were wounded on Monday when a lorry overturned on the quay of Port Amal.",
    "The harbour master said that the crane had not been checked since the spring.",
    "Dock workers stopped work in the afternoon and asked for a meeting with the owners.",
    "The owners said in the evening that they would answer before the end of the week.",
    "A spokesman of the union called the answer late, and said the stoppage would go on.",
]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in STORY)


def text_of(body: str) -> str:
    page = f"<html><head><title>Lorry overturns</title></head><body>{body}</body></html>"
    return web.extract(page.encode()).text


def test_an_article_in_a_table_of_columns_keeps_its_paragraphs() -> None:
    columns = (
        "<table><tr><td><a href='/'>Home</a><br><a href='/news'>News</a></td>"
        f"<td><table><tr><td>{PARAGRAPHS}</td></tr></table></td></tr></table>"
    )
    assert text_of(columns) == "\n\n".join(STORY)


def test_a_table_of_figures_stays_a_table() -> None:
    rows = "<table><tr><th>Quay</th><th>Ships</th></tr><tr><td>North</td><td>12</td></tr></table>"
    text = text_of(f"<article>{PARAGRAPHS}{rows}{PARAGRAPHS.upper()}</article>")
    assert "| North | 12 |" in text


def test_a_quoted_post_is_part_of_the_article() -> None:
    post = (
        "<div class='social-media-embed'><blockquote class='twitter-tweet'><p>The quay is closed "
        "until further notice, please stay away.</p>— Port Amal (@portamal)</blockquote></div>"
    )
    halves = PARAGRAPHS.partition("<p>Dock")
    text = text_of(f"<article>{halves[0]}{post}{''.join(halves[1:])}</article>")
    assert "closed until further notice" in text
    assert text.index("spring") < text.index("until further notice") < text.index("Dock workers")


def test_a_line_without_paragraph_between_paragraphs_is_part_of_the_article() -> None:
    halves = PARAGRAPHS.partition("<p>Dock")
    line = "<div class='sub_head'>Who checks the cranes?</div>"
    text = text_of(f"<article>{halves[0]}{line}{''.join(halves[1:])}</article>")
    assert "\n\nWho checks the cranes?\n\n" in text


def test_quotations_in_quotations_are_not_measured_again_and_again() -> None:
    long = PARAGRAPHS * 400
    assert STORY[0] in text_of("<blockquote>" * 200 + long + "</blockquote>" * 200)
