"""`python -m planner` is the command `planner`."""

from __future__ import annotations

import sys

from planner.calls.interrupt import Interrupted, listen


def main() -> None:
    """Run the command line; what it needs is imported once Ctrl-C is listened to."""
    listen()
    try:
        from planner import cli

        cli.main()
    except Interrupted:
        sys.exit(130)


if __name__ == "__main__":
    main()
