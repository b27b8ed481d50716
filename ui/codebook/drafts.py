"""The steps of one sitting over a codebook: back and on, and kept when the editor is closed."""

from __future__ import annotations

from models.codebook import Codebook
from models.codebook.draft import Draft


class Drafts:
    """`before` is the codebook in use; what is typed into one box is one step.

    `begun`: what was made of it in an earlier sitting; all of that is one step.
    """

    def __init__(self, before: Codebook, begun: Draft | None = None) -> None:
        self.before = before
        self._made = [Draft.of(before), *([begun] if begun else [])]
        self._undone: list[Draft] = []
        self._typing: tuple[int, str] | None = None

    @property
    def current(self) -> Draft:
        return self._made[-1]

    @property
    def are_begun(self) -> bool:
        """Whether anything was done that can be taken back."""
        return len(self._made) > 1

    def take(self, draft: Draft, typing: tuple[int, str] | None = None) -> None:
        """Go on with another draft; `typing` names the part and the box that it was typed into."""
        if typing is not None and typing == self._typing:
            self._made[-1] = draft
        else:
            self._made.append(draft)
        self._undone.clear()
        self._typing = typing

    def step_back(self) -> bool:
        """Take the last step back; False: there was none."""
        if not self.are_begun:
            return False
        self._undone.append(self._made.pop())
        self._typing = None
        return True

    def step_on(self) -> bool:
        """Do again what was taken back; False: nothing was."""
        if not self._undone:
            return False
        self._made.append(self._undone.pop())
        return True

    def start_over(self) -> None:
        """Back to the codebook in use, as a step like any other."""
        self.take(self._made[0])
