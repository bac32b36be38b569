"""Lets `python -m sentra` stand for the `sentra` command."""

import sys

from sentra.ops.cli import main

sys.exit(main())
