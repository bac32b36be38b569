"""The pages of open data: everybody may open them, and nobody may send anything."""

from tests.page_rules import PUBLIC, Page

KEPT = {"code": "usaha-komoditas"}
LIVE = {"code": "perajin"}

OPEN_DATA = [
    Page("insights:data", PUBLIC, get=200),
    Page("insights:data_catalogue", PUBLIC, get=200),
    Page("insights:dataset", PUBLIC, get=200, at=KEPT),
    Page("insights:dataset", PUBLIC, get=200, at=LIVE),
    Page("insights:dataset_dictionary", PUBLIC, get=200, at=KEPT),
    Page("insights:dataset_file", PUBLIC, get=200, at={**KEPT, "ending": "csv"}),
    Page("insights:dataset_file", PUBLIC, get=200, at={**LIVE, "ending": "json"}),
    Page("insights:dataset_file", PUBLIC, get=404, at={"code": "tenaga-kerja", "ending": "csv"}),
    Page("insights:dataset_version", PUBLIC, get=200, at={**KEPT, "month": "data_month", "ending": "json"}),
]
