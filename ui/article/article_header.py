"""What stands above an article's text: where it comes from, how long it is, its headline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from models.article import Article, Status
from models.language import later, number, tr, trn
from ui.article.displayed_text import SHOWN_LIMIT
from ui.theme import HEADLINE, NOTE, SEMIBOLD, UNIT, Theme
from ui.words.days import day_words
from ui.words.directions import isolated
from ui.words.foreign_names import language_name

_STATUS_WORDS = {
    Status.NEW: "",
    Status.IN_PROGRESS: later("in progress"),
    Status.DONE: later("done"),
    Status.SKIPPED: later("skipped"),
    Status.FLAGGED: later("flagged"),
}


_SHORT_FACT = 36


class ArticleHeader(QWidget):
    """One quiet line of facts and the headline."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._article_facts: list[str] = []
        self._dateline = ""
        self._status = Status.NEW
        self._facts = QLabel()
        self._title = QLabel()
        for label in (self._facts, self._title):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._title.setAccessibleName(tr("Headline"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self._facts)
        column.addWidget(self._title)
        self.dress()

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        palette = self._theme.palette
        self._facts.setFont(self._theme.font(NOTE))
        self._facts.setStyleSheet(f"color:{palette.faint}")
        self._title.setFont(self._theme.reading_font(HEADLINE, SEMIBOLD))
        self._title.setStyleSheet(f"color:{palette.text}")

    def show_article(self, article: Article, status: Status) -> None:
        self._article_facts, self._dateline = _facts(article), ""
        self.show_status(status)
        self._title.setText(" ".join(article.title.split()))
        self._title.setVisible(bool(article.title.strip()))

    def show_dateline(self, words: str) -> None:
        """Where and when the report was filed, as its first line says."""
        if words:
            self._dateline = tr("filed {dateline}", dateline=isolated(words))
            self.show_status(self._status)

    def show_status(self, status: Status) -> None:
        self._status = status
        facts = (*self._article_facts, self._dateline, tr(_STATUS_WORDS[status]))
        self._facts.setText("  ·  ".join(_unbroken(isolated(fact)) for fact in facts if fact))


def _unbroken(fact: str) -> str:
    """A short fact stays on one line: the line breaks between facts."""
    return fact.replace(" ", "\u00a0") if len(fact) <= _SHORT_FACT else fact


def _facts(article: Article) -> list[str]:
    facts = [
        article.source,
        tr("published {day}", day=day_words(article.published))
        if article.published
        else tr("no date"),
        language_name(article.language),
        _length(article),
    ]
    return [fact for fact in facts if fact]


def _length(article: Article) -> str:
    if len(article.text) > SHOWN_LIMIT:
        return tr(
            "only the first {shown} of {count} characters are shown",
            shown=number(SHOWN_LIMIT),
            count=number(len(article.text)),
        )
    return trn("{count} word", "{count} words", article.word_count)
