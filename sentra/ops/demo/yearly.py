"""The yearly figures that owners with an account have sent in: most wait to be read, one was returned."""

from datetime import date
from random import Random

from sentra.people.models import User
from sentra.registry.models import Business
from sentra.registry.services.figures import figures_return, figures_save

SENT = 9
RETURNED = 2
WHY = "Nilai produksi tampak terlalu kecil untuk jumlah pekerja. Mohon periksa sekali lagi."


def figures_send(reader: User, *, rng: Random, today: date) -> None:
    """Let owners tell how the last year went."""
    year = today.year - 1
    owned = Business.objects.known().exclude(owner__user=None).exclude(figures__year=year)
    for place, business in enumerate(owned.select_related("owner__user").order_by("register_number")[:SENT]):
        owner = business.owner.user
        if owner is None:
            continue
        men, women, value = rng.randint(0, 4), rng.randint(1, 5), rng.randint(40, 260)
        given = {
            "workers_men": [str(men)],
            "workers_women": [str(women)],
            "investment": [f"{rng.randint(4, 60)}.000.000"],
            "capacity": [f"{rng.randint(5, 90) * 10} kg per bulan"],
            "production_value": [f"{value}.000.000"],
            "raw_material_value": [f"{round(value * rng.uniform(0.3, 0.6))}.000.000"],
        }
        told = figures_save(actor=owner, business_id=business.pk, year=year, version=0, given=given)
        if place < RETURNED:
            figures_return(actor=reader, business_id=business.pk, year=year, version=told.version, reason=WHY)
