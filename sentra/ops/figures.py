"""Write the page of all figures: `python -m sentra.ops.figures > docs/figures.md`, again whenever one changes."""

import os
import sys

import django

from sentra.ops.messages import compiled

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sentra.config.settings")


def main() -> int:
    """Write it to the standard output; gives the exit status."""
    compiled()
    django.setup()
    from sentra.insights.catalogue.page import figures_page  # noqa: PLC0415 - Django has to stand before models do

    sys.stdout.write(figures_page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
