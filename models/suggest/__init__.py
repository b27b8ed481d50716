"""The suggestion engine: text and codebook in, proposals out. No Qt, no project file."""

from __future__ import annotations

import os

# One process reads on one core, several side by side; small matrices gain nothing from threads.
# NumPy looks at this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
