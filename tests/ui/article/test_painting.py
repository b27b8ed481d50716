"""Where evidence is painted: under its own words, also where two directions of writing meet."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QTextCursor, QTextDocument, qGray

from ui.article.evidence_painter import EvidencePainter, Ink, Mark, rects
from ui.theme import Theme


def laid_out(theme: Theme, text: str, width: float = 600) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(theme.reading_font())
    QTextCursor(document).insertText(text)
    document.setTextWidth(width)
    document.size()
    return document


def test_a_stretch_over_several_lines_has_a_box_on_each(theme: Theme) -> None:
    text = "word " * 60
    document = laid_out(theme, text)
    block = document.begin()

    boxes = list(rects(block, Mark(0, len(text) - 1, Ink.OTHER_EVENT), bidirectional=False))

    assert len(boxes) == block.layout().lineCount()
    assert all(one.bottom() <= other.top() + 1 for one, other in pairwise(boxes))
    assert all(box.right() <= 600 for box in boxes)


def test_writing_of_two_directions_is_marked_in_pieces(theme: Theme) -> None:
    text = "Nabil (شمس قمر) said"
    start, end = text.index("Nabil"), text.index("قمر")
    document = laid_out(theme, text)
    block = document.begin()

    marked = list(rects(block, Mark(start, end, Ink.OTHER_EVENT), bidirectional=True))
    (rest,) = rects(block, Mark(end, end + 3, Ink.OTHER_EVENT), bidirectional=True)

    assert len(marked) >= 2
    assert not any(box.adjusted(1, 0, -1, 0).intersects(rest) for box in marked)


def test_boxes_are_as_high_as_the_words_whatever_stands_beside_them(theme: Theme) -> None:
    metrics = QFontMetricsF(theme.reading_font())
    text = "fire 🧨 中文 out"
    document = laid_out(theme, text)
    block = document.begin()

    (box,) = rects(block, Mark(0, 4, Ink.OTHER_EVENT), bidirectional=False)

    assert box.height() == metrics.ascent() + metrics.descent()


def test_a_mark_of_another_block_paints_nothing(theme: Theme) -> None:
    document = laid_out(theme, "one\ntwo")
    block = document.begin()

    assert list(rects(block, Mark(4, 7, Ink.OTHER_EVENT), bidirectional=False)) == []


def test_nested_evidence_shows_where_each_begins_and_ends_even_without_colour(theme: Theme) -> None:
    document = laid_out(theme, "a car bomb exploded outside the market")
    outer, inner = Mark(0, 27, Ink.FOCUSED_EVENT), Mark(2, 10, Ink.FOCUSED_EVENT, 1)

    def corners(mark: Mark) -> int:
        """How many pixels just above the line's ends are of another grey than beside them."""
        image = QImage(600, 60, QImage.Format.Format_RGB32)
        image.fill(theme.color("paper"))
        painter = QPainter(image)
        EvidencePainter(theme).paint(painter, document.begin(), [mark], bidirectional=False)
        painter.end()
        (box,) = rects(document.begin(), mark, bidirectional=False)
        y = round(box.bottom() + 1.5 + 3 * mark.lane - 2)
        middle = qGray(image.pixel(round(box.center().x()), y))
        ends = (round(box.left()), round(box.right()) - 1)
        return sum(qGray(image.pixel(x, y)) < middle - 20 for x in ends)

    assert [corners(mark) for mark in (outer, inner)] == [0, 0]
    crowds = [replace(mark, is_crowded=True) for mark in (outer, inner)]
    assert [corners(mark) for mark in crowds] == [2, 2]
