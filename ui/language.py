"""Which language the window speaks: the catalogue of texts, Qt's own words, dates and numbers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from models.language import Language, Manner, speak

#: What can be chosen, each under its own name. Texts in the code are English.
LANGUAGES = {"en": "English", "de": "Deutsch"}
#: Where titles begin with nouns that stay large.
_NOUNS_ARE_LARGE = frozenset({"de"})
_CATALOGUES = Path(__file__).parent / "translations"


def language_of(chosen: str) -> str:
    """The language to speak: the one chosen, or else the system's, or else English."""
    if chosen in LANGUAGES:
        return chosen
    wanted = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((name for name in wanted if name in LANGUAGES), "en")


def speak_language(chosen: str) -> str:
    """Let everything that is made from now on speak the language, and say which one it is.

    Texts are asked for when a widget is made, so this comes before the window.
    """
    language = language_of(chosen)
    locale = QLocale(language)
    QLocale.setDefault(locale)
    compiled = _CATALOGUES / f"{language}.mo"
    manner = Manner(
        locale.groupSeparator(),
        locale.decimalPoint(),
        small_inside=language not in _NOUNS_ARE_LARGE,
    )
    speak(Language(compiled.read_bytes() if compiled.is_file() else b"", manner))
    _translate_qt(language)
    return language


def _translate_qt(language: str) -> None:
    """The words of Qt's own boxes and menus; English is what Qt speaks without a translator."""
    app = QCoreApplication.instance()
    if app is None:
        return
    for former in app.findChildren(QTranslator):
        app.removeTranslator(former)
        former.deleteLater()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator(app)
    if language != "en" and translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
