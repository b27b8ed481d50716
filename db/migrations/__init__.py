"""The schema, step by step. A released step is never edited; it imports nothing of ours but this.

The order of the imports is the order of the steps.
"""

from db.migrations import (
    steps_01_to_09,  # noqa: F401 - registers its steps
    steps_from_10,  # noqa: F401 - registers its steps
)
from db.migrations.register import APPLICATION_ID, migrations

__all__ = ["APPLICATION_ID", "migrations"]
