"""Asks for a chat endpoint and for the consent that it may see the project's texts."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from typing_extensions import override

from models.errors import UserError
from models.language import tr
from models.suggest.chat.consent import Consent
from models.suggest.chat.endpoint import KEY_VARIABLE, Endpoint
from ui.dialogs.form_dialog import FormDialog, note
from ui.theme import UNIT, Theme

_LOCAL = "http://localhost:8080/v1"


class ChatDialog(FormDialog):
    """`consent` is what was agreed to, None if it was switched off; `key` None: unchanged."""

    chapter = "A second suggester"

    def __init__(
        self, theme: Theme, before: Consent | None, annotator: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, tr("Second suggester"), tr("Switch on"), parent)
        self._annotator = annotator
        self._is_off = False
        endpoint = before.endpoint if before else Endpoint(_LOCAL, "")
        self._url, self._model, self._key = QLineEdit(endpoint.url), QLineEdit(), QLineEdit()
        self._model.setText(endpoint.model)
        self._model.setPlaceholderText(tr("The name that the server knows"))
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._key.setPlaceholderText(tr("unchanged") if before else tr("no key"))
        self._seconds = QSpinBox(minimum=5, maximum=3600, value=round(endpoint.seconds))
        self._seconds.setSuffix(" s")
        self._price_in, self._price_out = _price(endpoint.price_in), _price(endpoint.price_out)
        for box in (self._seconds, self._price_in, self._price_out):
            # The style sheet's padding does not reach the text of these boxes.
            box.lineEdit().setTextMargins(UNIT, 0, UNIT, 0)
        self._agreed = QCheckBox()
        self._add_rows()
        if before:
            off = QPushButton(tr("Switch off"))
            self.buttons.addButton(off, QDialogButtonBox.ButtonRole.DestructiveRole)
            off.clicked.connect(self._on_off_clicked)
        self._url.textChanged.connect(self._ask_consent)
        self._ask_consent()
        self._agreed.setChecked(bool(before and before.holds))

    @property
    def consent(self) -> Consent | None:
        if self._is_off:
            return None
        endpoint = self._endpoint()
        return Consent(endpoint, endpoint.host, self._annotator, datetime.now(UTC))

    @property
    def key(self) -> str | None:
        typed = self._key.text().strip()
        return typed or None

    @override
    def accept(self) -> None:
        try:
            endpoint = self._endpoint().checked()
        except UserError as error:
            self.complain(str(error))
            return
        if not self._agreed.isChecked():
            self.complain(
                tr("Agree that {host} sees the texts, or press Cancel.", host=endpoint.host)
            )
            return
        super().accept()

    def _add_rows(self) -> None:
        about = note(
            self.theme,
            tr(
                "A chat model may propose values beside the built-in engine. Any server that "
                "speaks the OpenAI protocol will do, such as llama.cpp or Ollama on this "
                "machine. What it says counts only with evidence that stands in the article to "
                "the letter."
            ),
        )
        self.form.addRow(about)
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Address"), self._url),
            (tr("Model"), self._model),
            (tr("Key"), self._key),
            (tr("Answer within"), self._seconds),
            (tr("Price, text sent"), self._price_in),
            (tr("Price, answers"), self._price_out),
        )
        for label, widget in rows:
            widget.setAccessibleName(label)
            self.form.addRow(label, widget)
        words = tr(
            "The key is kept in the system's key ring (or give it as {variable}). Only texts of "
            "articles that you open in this project are sent.",
            variable=KEY_VARIABLE,
        )
        self.form.addRow("", note(self.theme, words))
        self.form.addRow("", self._agreed)

    def _endpoint(self) -> Endpoint:
        return Endpoint(
            self._url.text().strip(),
            self._model.text().strip(),
            float(self._seconds.value()),
            self._price_in.value(),
            self._price_out.value(),
        )

    def _ask_consent(self) -> None:
        """Another host is another question."""
        host = self._endpoint().host or tr("this host")
        self._agreed.setChecked(False)
        self._agreed.setText(tr("I agree that {host} sees them", host=host))

    def _on_off_clicked(self) -> None:
        self._is_off = True
        super().accept()


def _price(value: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox(decimals=3, maximum=10_000.0, value=value)
    box.setSuffix(tr(" per million tokens"))
    box.setSpecialValueText(tr("free"))
    return box
