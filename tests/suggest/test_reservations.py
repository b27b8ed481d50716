"""What is said of articles that the engine cannot read as news."""

import pytest

from models.suggest.pipeline import MAX_CHARACTERS
from models.suggest.reservations import reservation

NEWS = "A bomb wounded two traders in Łódź, Thủ Đức and Mosul (الموصل), police said.\r\n\f"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12 345\n67", "no words"),
        ("\x00\x01\x02", "no words"),
        (NEWS + "\x00", "control characters"),
        ("Two were hurt. Взрыв произошёл на рынке.", "Latin letters"),
        ("a " * MAX_CHARACTERS, "characters were read"),
    ],
    ids=["digits", "control", "control_in_news", "scripts", "long"],
)
def test_what_stands_against_a_text_is_said(text, words):
    assert words in (reservation(text) or "")


def test_nothing_is_said_of_english_news_with_foreign_names():
    assert reservation(NEWS) is None
