"""A small register of the tests, counted month by month: two districts, three commodities, four months."""

from datetime import datetime, timedelta

from sentra.insights.services.count import months_count
from sentra.kernel import clock
from sentra.registry.models import Business, Figures, Sex
from sentra.registry.tests.register import HERE, THERE, known, owner_of

VILLAGE = "35.05.10.2003"
MANY = 12


def some_businesses() -> list[Business]:
    """Twelve businesses, three a month: women and men, makers of three things, every third with figures."""
    found = []
    for place in range(MANY):
        man = place % 4 == 1
        owner = owner_of(f"Pemilik {place}", sex=Sex.MALE if man else Sex.FEMALE if place % 2 == 0 else "")
        one = known(
            f"Usaha {place}",
            owner=owner,
            district=HERE if place % 3 else THERE,
            village=VILLAGE if place % 3 else "",
            commodity=("sambel_pecel", "keripik_buah", "batik_tulis", "")[place % 4],
            recorded_at=months_ago(3 - place // 3),
            registered_at=months_ago(3 - place // 3) if place % 2 else None,
            licensed=bool(place % 2),
            size_umkm="micro" if place % 3 == 0 else "",
            figures_year=2025 if place % 3 == 0 else None,
        )
        if place % 3 == 0:
            Figures.objects.create(business=one, year=2025, workers_men=place, workers_women=1, investment=1000 * place)
        found.append(one)
    return found


def months_ago(months: int) -> datetime:
    """The moment in the middle of the first day of an earlier month; now for none."""
    now = clock.now()
    if not months:
        return now - timedelta(minutes=1)
    return now.replace(day=10, hour=5, month=1, year=2000).replace(
        year=clock.months_on(clock.today(), -months).year, month=clock.months_on(clock.today(), -months).month
    )


def counted_register() -> list[Business]:
    """The same, and all its months counted."""
    made = some_businesses()
    months_count()
    return made
