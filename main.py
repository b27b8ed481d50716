"""Eventdesk from the command line; `cli` holds the commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from cli.arguments import parser
from cli.console import DONE, REFUSED, STOPPED, say
from models.errors import UserError

# Rooms are imported by the commands that need them: the window is not to wait for the rest.


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit status (0 done, 1 something was refused, 2 usage)."""
    arguments = parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except UserError as error:
        say(str(error))
        return REFUSED
    except KeyboardInterrupt:
        say("\rStopped.")
        return STOPPED
    except BrokenPipeError:
        # The reader of our output went away (such as `| head`): nothing is wrong here.
        sys.stderr.close()
        return DONE


if __name__ == "__main__":
    sys.exit(main())
