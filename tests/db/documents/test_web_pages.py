"""What is taken from a saved web page: the article, and nothing that stands around it."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.formats.documents.page_title import without_site
from db.formats.documents.web import extract
from db.project import Project
from models.errors import UserError
from tests.db.bringing import bring

PARAGRAPHS = (
    "Three people were killed and eleven wounded when a bomb went off beside a bus station in the"
    " northern town of Marrow on Tuesday morning, the district governor said.",
    "The governor, Ilse Tarn, told reporters that the device had been hidden in a market cart and"
    " was set off from a distance. No group has claimed responsibility for the attack.",
    "Shops along the main road stayed shut for the rest of the day while police searched houses"
    " near the river. Two men were arrested at a checkpoint in the evening, a spokesman said.",
)


def page(
    *,
    head: str = "",
    before: str = "",
    after: str = "",
    title: str = "Bomb kills three in Marrow | The Marrow Courier",
    heading: str = "Bomb kills three at Marrow bus station",
) -> str:
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang='en-GB'><head><title>{title}</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
        f"{before}<article><h1>{heading}</h1>{inner}</article>{after}"
        "<footer>All rights reserved. The Marrow Courier Ltd.</footer></body></html>"
    )


def test_the_article_comes_in_without_menu_and_footer() -> None:
    found = extract(page().encode())
    for paragraph in PARAGRAPHS:
        assert paragraph in found.text
    assert "Sport" not in found.text
    assert "rights reserved" not in found.text
    assert found.language == "en"


def test_the_headline_is_what_readers_saw_without_the_name_of_the_site() -> None:
    found = extract(page(head='<meta property="og:site_name" content="Marrow Courier">').encode())
    assert found.title == "Bomb kills three at Marrow bus station"
    assert found.source == "Marrow Courier"


def test_a_page_without_heading_has_its_declared_title_without_the_site() -> None:
    head = '<meta property="og:site_name" content="The Marrow Courier">'
    found = extract(page(head=head).replace("<h1>", "<div>").replace("</h1>", "</div>").encode())
    assert found.title == "Bomb kills three in Marrow"


def test_day_author_and_address_are_as_the_page_declares_them() -> None:
    head = (
        '<link rel="canonical" href="https://courier.example/news/bomb">'
        '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": ['
        '{"@type": "NewsArticle", "datePublished": "2024-03-05T23:10:00-05:00", "headline": "x",'
        ' "author": [{"@type": "Person", "name": "Ada Quill"}, {"name": "Ben Inkwell"}]}]}</script>'
    )
    found = extract(page(head=head).encode())
    assert found.published == date(2024, 3, 5)
    assert found.author == "Ada Quill; Ben Inkwell"
    assert found.url == "https://courier.example/news/bomb"
    assert found.source == "courier.example"


def test_two_declared_days_that_disagree_are_told() -> None:
    head = (
        '<meta property="article:published_time" content="2024-03-05T10:00:00Z">'
        '<meta name="pubdate" content="2023-01-01">'
    )
    found = extract(page(head=head).encode())
    assert found.published == date(2024, 3, 5)
    assert found.doubts == (("Two dates disagree: 2024-03-05 and 2023-01-01.", True),)


def test_the_day_is_the_one_that_readers_saw_not_that_of_universal_time() -> None:
    head = '<meta property="article:published_time" content="2024-03-06T04:30:00+00:00">'
    shown = '<time datetime="2024-03-05 23:30:00">March 5, 2024 at 11:30 p.m.</time>'
    assert extract(page(head=head).encode()).published == date(2024, 3, 6)
    assert extract(page(head=head, before=shown).encode()).published == date(2024, 3, 5)
    address = '<link rel="canonical" href="https://courier.example/2024/03/05/bomb">'
    assert extract(page(head=head + address).encode()).published == date(2024, 3, 5)


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Three held after raid in Orrin",
        "Sign up for our daily newsletter here",
        "Subscribe now to our digital edition for the full story.",
        "Follow us on Facebook and Twitter",
        "© 2024 Marrow Courier. All rights reserved.",
        "(Photo by Ada Quill / Courier)",
        "If you’re already a subscriber, you can log in.",
        "Advertisement",
        "* * *",
        "Reporting by Ada Quill; editing by Ben Inkwell",
    ],
)
def test_furniture_between_paragraphs_is_left_out(line: str) -> None:
    text = page().replace("</p><p>", f"</p><p>{line}</p><p>", 1)
    assert extract(text.encode()).text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "Police said more than thirty people had signed a letter about the newsletter.",
        "The subscribers of the fund met in Marrow on Monday.",
        "Copyright law was the reason for the arrest, the lawyer said.",
        "Read the verdict aloud, the judge told the clerk, and he did.",
        "Court records show that in August 2014 the man was accused of a raid.",
        "Callers may receive a reward for what leads to an arrest.",
        "By nightfall the army had taken the bridge.",
        "The video shows two men running from the station.",
    ],
)
def test_sentences_that_speak_of_such_things_stay(line: str) -> None:
    text = page().replace("</p><p>", f"</p><p>{line}</p><p>", 1)
    assert line in extract(text.encode()).text.split("\n\n")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1252", "iso-8859-1"),
        ("cp1250", "windows-1250"),
        ("utf-8", "iso-8859-1"),  # A wrong word about UTF-8 is not believed.
        ("utf-16", "utf-16"),
    ],
)
def test_encodings_are_as_declared_or_marked(encoding: str, declared: str) -> None:
    text = page(head=f'<meta charset="{declared}">').replace("Ilse Tarn", "Jörg Köhlerß")
    assert "Jörg Köhlerß" in extract(text.encode(encoding)).text


def test_an_undeclared_encoding_is_guessed_and_told() -> None:
    text = page().replace("Ilse Tarn", "Chloé Bézier d’Août")
    found = extract(text.encode("cp1252"))
    assert "Chloé Bézier d’Août" in found.text
    assert found.doubts == (("Its encoding was guessed: cp1252.", False),)


def test_scripts_are_never_text_and_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("socket.socket.connect", fetched)
    remote = (
        "<script>document.write('stolen words')</script>"
        '<script src="https://evil.example/x.js"></script>'
        '<img src="https://evil.example/p.gif" onload="alert(1)">'
        '<link rel="stylesheet" href="https://evil.example/s.css">'
        '<iframe src="https://evil.example/"></iframe>'
    )
    doctype = '<!DOCTYPE html SYSTEM "https://evil.example/x.dtd">'
    text = page(before=remote, after=remote).replace("<!DOCTYPE html>", doctype)
    found = extract(text.encode())
    assert PARAGRAPHS[0] in found.text
    assert "stolen" not in found.text


@pytest.mark.parametrize(
    "data",
    [b"", b"no markup at all", b"<html><body></body></html>", b"<html><body><nav>Home</nav>"],
)
def test_a_page_without_article_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UserError, match=r"there is no (article text|web page) in it"):
        extract(data)


def test_hundred_thousand_nested_elements_are_survived() -> None:
    with contextlib.suppress(UserError):
        extract(("<div>" * 100_000 + PARAGRAPHS[0]).encode())


@pytest.mark.parametrize(
    "bomb",
    [
        "<p>" + "<i>a</i>" * 300_000,
        "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">",
    ],
)
def test_pages_that_would_take_minutes_are_refused_at_once(bomb: str) -> None:
    with pytest.raises(UserError, match="more elements than any article"):
        extract((bomb + page()).encode())


def test_what_the_structured_data_holds_is_taken_where_the_page_shows_little() -> None:
    body = " ".join(PARAGRAPHS * 4)
    text = (
        '<html><head><script type="application/ld+json">'
        f'{{"@type": "NewsArticle", "articleBody": "{body}"}}</script></head>'
        "<body><p>Please enable scripts to read this.</p></body></html>"
    )
    assert extract(text.encode()).text == body


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Bomb kills three | Marrow Courier", "Bomb kills three"),
        ("Bomb kills three - News - Marrow Courier", "Bomb kills three - News"),
        ("Marrow Courier » Bomb kills three", "Bomb kills three"),
        ("Talks fail - again", "Talks fail - again"),
        ("Marrow Courier", "Marrow Courier"),
    ],
)
def test_the_name_of_the_site_goes_from_a_title(title: str, bare: str) -> None:
    assert without_site(title, "Marrow Courier") == bare


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2000))
def test_damaged_pages_never_end_in_a_traceback(noise: bytes, at: int) -> None:
    data = page().encode()
    at %= len(data)
    with contextlib.suppress(UserError):
        extract(data[:at] + noise + data[at:])


def test_a_folder_of_pages_is_imported(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_text(page(), encoding="utf-8")
    (folder / "2021-07-09 b.HTM").write_text(page().replace("Two men", "Three men"), "utf-8")
    (folder / "c.xhtml").write_text("<html><body/></html>", encoding="utf-8")

    report = bring(project, folder)

    assert report.imported == 2
    assert report.refused == ("c.xhtml: there is no article text in it.",)
    days = {project.article(key).published for key in project.queue("ana")}
    assert days == {None, date(2021, 7, 9)}
