"""A program beside the window: lines go in, lines come out, and it can be ended at once.

It gives way to the window where both want the processor.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from ui.system import give_way

#: What `ended` tells of a program that could not be started at all.
NOT_STARTED = -1

_ROOT = Path(__file__).parents[1]
#: The app itself, for a command of its own; the command's words come after.
APP = (sys.executable, str(_ROOT / "main.py"))
_LEAVE_MS = 2000
#: So much of what a program complained about is kept for whoever asks how it ended.
_KEPT_BYTES = 64_000


class ChildProcess(QObject):
    """One run of a program, in the folder of the app. It goes away by itself when it has ended."""

    said = Signal(bytes)
    """A line on its standard output that is not empty."""
    complained = Signal(str)
    """Something on its standard error, as it comes."""
    ended = Signal(int)
    """It is over, with this exit status (or NOT_STARTED); every line was told before."""

    def __init__(self, command: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._rest = self._complaints = b""
        self._process = QProcess(self)
        self._process.setWorkingDirectory(str(_ROOT))
        self._process.started.connect(self._on_process_started)
        self._process.readyReadStandardOutput.connect(self._on_process_ready_read)
        self._process.readyReadStandardError.connect(self._on_process_complained)
        self._process.finished.connect(self._on_process_finished)
        self._process.errorOccurred.connect(self._on_process_error_occurred)

    @property
    def process_id(self) -> int:
        return self._process.processId()

    @property
    def complaints(self) -> str:
        """The end of what stood on its standard error."""
        return self._complaints.decode("utf-8", "replace").strip()

    def start(self) -> None:
        self._process.start(self._command[0], list(self._command[1:]))

    def send(self, **message: Any) -> None:
        """A line of JSON for its standard input."""
        self._process.write(json.dumps(message).encode() + b"\n")

    def end(self) -> None:
        """Kill it and wait until it is gone; nothing more is heard of it."""
        self.blockSignals(True)  # noqa: FBT003
        self._process.blockSignals(True)  # noqa: FBT003
        self._process.kill()
        self._process.waitForFinished(_LEAVE_MS)
        self.deleteLater()

    def _on_process_started(self) -> None:
        # Before it has threads: they have what the program has when they begin.
        give_way(self.process_id)

    def _on_process_ready_read(self) -> None:
        said = self._rest + bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = said.split(b"\n")
        for line in lines:
            if line.strip():
                self.said.emit(line)

    def _on_process_complained(self) -> None:
        said = bytes(self._process.readAllStandardError().data())
        self._complaints = (self._complaints + said)[-_KEPT_BYTES:]
        if said:
            self.complained.emit(said.decode("utf-8", "replace").rstrip())

    def _on_process_finished(self, code: int) -> None:
        self._on_process_ready_read()
        self._on_process_complained()
        self._leave(code)

    def _on_process_error_occurred(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._leave(NOT_STARTED)

    def _leave(self, code: int) -> None:
        self.ended.emit(code)
        self.deleteLater()
