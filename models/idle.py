"""How long a gap between two edits counts as work."""

from __future__ import annotations

#: A gap counts up to a limit; what goes beyond it is a pause. Minutes.
IDLE_LIMITS = (1, 2, 5, 10)
#: The limit if nobody chose one.
IDLE = 2
