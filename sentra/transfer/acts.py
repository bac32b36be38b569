"""What is done with imports and exports, in the words of the timeline."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.transfer.models import RowOutcome

ACTS = {
    "import.begun": gettext_lazy("sent a spreadsheet to be imported"),
    "import.settled": gettext_lazy("said what the columns of the spreadsheet are"),
    "import.rehearsed": gettext_lazy("rehearsed the import"),
    "import.taking_over": gettext_lazy("let the import be taken over"),
    "import.applied": gettext_lazy("took the import over"),
    "import.gone_on": gettext_lazy("let the import go on that had stopped"),
    "import.row_decided": gettext_lazy("decided about a row of the import"),
    "import.undoing": gettext_lazy("let the import be undone"),
    "import.undone": gettext_lazy("undid the import"),
    "import.discarded": gettext_lazy("threw the import away"),
    "register.import_undone": gettext_lazy("undid what an import had brought"),
    "register.exported": gettext_lazy("took data of the register out as a file"),
    "assets.exported": gettext_lazy("took the asset register out as a file"),
}
FIELDS = {
    "counts": gettext_lazy("Rows"),
    "row": gettext_lazy("Row"),
    "same_as": gettext_lazy("Same as"),
    "form": gettext_lazy("Form"),
    "filter": gettext_lazy("Narrowed by"),
    "rows": gettext_lazy("Rows taken out"),
}


def say_counts(counts: Any) -> str:
    """Say how many rows there are of each outcome."""
    if not isinstance(counts, dict):
        return str(counts)
    labels = dict(RowOutcome.choices)
    return ", ".join(f"{labels.get(one, one)}: {count}" for one, count in counts.items()) or _("none")
