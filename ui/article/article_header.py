"""What stands above an article's text: where it comes from, how long it is, its headline."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from models.article import Article, Status
from models.language import tr
from ui.article.displayed_text import SHOWN_LIMIT
from ui.theme import HEADLINE, NOTE, SEMIBOLD, UNIT, Theme

_STATUS_WORDS = {
    Status.NEW: "",
    Status.IN_PROGRESS: "in progress",
    Status.DONE: "done",
    Status.SKIPPED: "skipped",
    Status.FLAGGED: "flagged",
}


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
        self._title.setAccessibleName("Headline")
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
            self._dateline = tr("filed {dateline}", dateline=words)
            self.show_status(self._status)

    def show_status(self, status: Status) -> None:
        self._status = status
        facts = (*self._article_facts, self._dateline, _STATUS_WORDS[status])
        self._facts.setText("  ·  ".join(fact for fact in facts if fact))


def _facts(article: Article) -> list[str]:
    facts = [
        article.source,
        f"published {day_words(article.published)}" if article.published else "no date",
        _language(article.language),
        _length(article),
    ]
    return [fact for fact in facts if fact]


def _length(article: Article) -> str:
    if len(article.text) > SHOWN_LIMIT:
        return f"only the first {SHOWN_LIMIT:,} of {len(article.text):,} characters are shown"
    count = article.word_count
    return f"{count:,} word{'' if count == 1 else 's'}"


def day_words(day: date) -> str:
    """A day in words: 5 January 2024."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day_words(day: date) -> str:
    """A day in few words: 5 Jan 2024."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


# The interface is in English whatever the locale of the machine.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _language(code: str) -> str:
    language = QLocale.codeToLanguage(code.split("-", maxsplit=1)[0])
    if language is QLocale.Language.AnyLanguage:
        return code
    return QLocale.languageToString(language)
