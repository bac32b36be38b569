"""Reading what was published: the newest version of each data set, and all of one."""

from dataclasses import dataclass
from datetime import date

from sentra.insights.models import DataVersion
from sentra.insights.opendata.described import DataSet
from sentra.insights.opendata.sets import DATA_SETS


@dataclass(frozen=True, slots=True)
class Listed:
    """A data set in the list, with its versions without rows, the newest first."""

    dataset: DataSet
    versions: tuple[DataVersion, ...]

    @property
    def newest(self) -> DataVersion | None:
        """The newest version; None for a live one, and where none was made yet."""
        return self.versions[0] if self.versions else None

    @property
    def is_there(self) -> bool:
        """Tell whether there is anything to take along."""
        return self.dataset.is_live or bool(self.versions)


def all_listed() -> list[Listed]:
    """Give all data sets with their versions, in one question."""
    found: dict[str, list[DataVersion]] = {}
    for version in DataVersion.objects.defer("rows").order_by("-month"):
        found.setdefault(version.dataset, []).append(version)
    return [Listed(one, tuple(found.get(one.code, ()))) for one in DATA_SETS]


def versions_of(dataset: DataSet) -> Listed:
    """Give a data set with its versions."""
    return Listed(dataset, tuple(DataVersion.objects.defer("rows").filter(dataset=dataset.code)))


def version_of(dataset: DataSet, month: date | None = None) -> DataVersion | None:
    """Give a version of a data set with its rows: that of a month, or the newest; None where there is none."""
    found = DataVersion.objects.filter(dataset=dataset.code)
    return (found.filter(month=month) if month else found).order_by("-month").first()
