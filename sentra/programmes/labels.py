"""The labels of machines, as a PDF: what stands on the machine for years, with the code that leads to its page."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from sentra.documents.contents import LabelsData
from sentra.documents.rendering import qr_svg, render_plain
from sentra.programmes.models import Asset
from sentra.reference.loading import current_pack

AT_ONCE = 60
"""So many labels stand in one PDF: made while somebody waits for it."""


def labels_pdf(assets: Sequence[Asset], *, sheet: bool) -> bytes:
    """Draw labels: each on a page of its own size, for a printer of labels, or on a `sheet` of A4 to cut."""
    pack = current_pack()
    drawings = {
        f"qr-{place:03d}.svg": qr_svg(settings.SENTRA_BASE_URL + reverse("programmes:asset_public", args=[one.number]))
        for place, one in enumerate(assets)
    }
    office = next((one.short for one in pack.offices if one.code == "disperindag"), "")
    data = LabelsData.model_validate(
        {
            "regency": f"Pemerintah {pack.regency.name.id}",
            "office": office,
            "labels": [
                {"number": one.number, "what": one.what, "serial": one.serial, "qr": name}
                for one, name in zip(assets, drawings, strict=True)
            ],
            "sheet": sheet,
        }
    )
    return render_plain("asset_labels", data.model_dump(mode="json"), drawings=drawings)
