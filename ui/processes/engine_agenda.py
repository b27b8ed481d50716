"""What an engine is asked next: the open article first, then learning, then what comes after it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from models.article import Status
from ui.session import Session

_AHEAD = 32


class EngineAgenda:
    """Articles that want suggestions or phrases, or are to be read for learning, each once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ahead: deque[str] = deque()
        self._to_digest: deque[str] = deque()
        self._phrases_for = ""
        #: The articles whose suggestions were asked for, since all came anew.
        self.suggested: set[str] = set()
        self._failed: set[str] = set()

    @property
    def digests_left(self) -> int:
        """How many articles wait to be read for learning."""
        return len(self._to_digest)

    def following(self, engine: str) -> tuple[str, str] | None:
        """What the engine of this name is asked next, and the article; None if nothing waits."""
        if article_id := self._open_article():
            self.suggested.add(article_id)
            return "suggest", article_id
        if article_id := self._article_for_phrases():
            return "phrases", article_id
        if article_id := self._next_to_digest():
            return "digest", article_id
        if article_id := self._next_ahead(engine):
            self.suggested.add(article_id)
            return "suggest", article_id
        return None

    def want_phrases(self, article_id: str) -> None:
        """Look for the phrases of an article, if it is open still when its turn comes."""
        self._phrases_for = article_id

    def want_digests(self, article_ids: Iterable[str]) -> None:
        """Read these articles for learning, and no others."""
        self._to_digest = deque(article_ids)

    def look_ahead_anew(self) -> None:
        """Find out again which articles come next."""
        self._ahead.clear()

    def begin_anew(self) -> None:
        """Suggestions come anew, except where the engine failed."""
        self.suggested = set(self._failed)
        self._ahead.clear()

    def begin_with_another_model(self) -> None:
        """Suggestions come anew; another model may read what this one could not."""
        self.suggested.clear()
        self._ahead.clear()

    def give_up(self, article_id: str) -> None:
        """Leave an article alone that the engine cannot read."""
        self._failed.add(article_id)

    def _open_article(self) -> str:
        """The open article, if it has no suggestions yet."""
        article, desk = self._session.article, self._session.desk
        if article is None or article.id in self.suggested or desk is None:
            return ""
        if desk.status in (Status.DONE, Status.SKIPPED):
            return ""
        # The names of further suggesters have a colon; what they found is their own affair.
        found = self._session.project.proposals(desk.article_id)
        return article.id if all(":" in proposal.engine for proposal in found) else ""

    def _article_for_phrases(self) -> str:
        """The open article, if its phrases are wanted."""
        article_id, self._phrases_for = self._phrases_for, ""
        article = self._session.article
        return article_id if article and article.id == article_id else ""

    def _next_to_digest(self) -> str:
        while self._to_digest:
            article_id = self._to_digest.popleft()
            if self._session.is_known(article_id):
                return article_id
        return ""

    def _next_ahead(self, engine: str) -> str:
        session, done = self._session, self.suggested
        if not self._ahead:
            limit = _AHEAD + len(done)
            found = session.project.next_without_proposals(engine, limit, session.annotator)
            self._ahead.extend(article_id for article_id in found if article_id not in done)
        while self._ahead:
            article_id = self._ahead.popleft()
            # What the analyst looks at does not change under their eyes.
            is_open = session.article is not None and article_id == session.article.id
            if not is_open and article_id not in done and session.is_known(article_id):
                return article_id
        return ""
