"""What a small team would build for the import: a resource of django-import-export over the same tables.

It does the same with each row: owner, business, its figures of the year, product and permit. The packages are those of
`requirements-bench.lock`, which only the bench installs; ours stand before them.
"""

import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction

from sentra.documents.services import number_next
from sentra.kernel.text import fold
from sentra.registry.models import Business, Figures, LegalPaper, Owner, Product
from sentra.registry.services.permit import register_number
from sentra.transfer.rows.knowledge import current_knowledge


def import_by_resource(packages: Path, header: tuple[str, ...], rows: list[list[Any]]) -> int:
    """Import rows by a resource; gives how many businesses it made."""
    if str(packages) not in sys.path:
        sys.path.append(str(packages))
    from import_export import resources  # noqa: PLC0415 - only the bench has it
    from tablib import Dataset  # noqa: PLC0415 - as above

    known = current_knowledge()

    class BusinessResource(resources.ModelResource):  # type: ignore[misc]
        """The business, with what hangs on it."""

        class Meta:
            model = Business
            import_id_fields = ("name",)
            fields = ("name",)
            use_bulk = False

        def before_save_instance(self, instance: Business, row: dict[str, Any], **_kwargs: Any) -> None:
            """Fill a business from its row."""
            owner, _made = Owner.objects.get_or_create(
                name=row["nama_pemilik"], defaults={"name_folded": fold(row["nama_pemilik"])}
            )
            place = known.places.find(row["kecamatan"], row["kelurahan"])
            instance.owner, instance.district, instance.village = owner, place.district, place.village
            instance.name_folded, instance.address = fold(instance.name), row["jalan"]
            instance.commodity = known.goods.find(row["komoditi"])
            instance.npwp = row["npwp"]
            instance.register_number = instance.register_number or register_number(number_next(series="rival", year=0))

        def after_save_instance(self, instance: Business, row: dict[str, Any], **_kwargs: Any) -> None:
            """Write what hangs on a business."""
            Figures.objects.update_or_create(
                business=instance,
                year=row["tahun_data"],
                defaults={"workers_men": row["tk_lk"], "workers_women": row["tk_pr"]},
            )
            Product.objects.get_or_create(business=instance, name=row["jenis_produk"])
            LegalPaper.objects.create(business=instance, kind="tdi_lama", number=f"lama {uuid4()}")

    data = Dataset(*rows, headers=["name" if one == "nama_perusahaan" else one for one in header])
    with transaction.atomic():
        result = BusinessResource().import_data(data, dry_run=False, raise_errors=True)
        transaction.set_rollback(True)
    return int(result.totals["new"])
