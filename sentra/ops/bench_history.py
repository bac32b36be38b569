"""Ten years of history for `make bench ONLY=figures`, and the questions that leaders ask of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection

from sentra.insights.counting import Values
from sentra.insights.models import Tally
from sentra.insights.reading import by_key, crossed, months_back, totals
from sentra.insights.services.count import month_count
from sentra.kernel import clock
from sentra.ops.bench_scenes import session_of
from sentra.people.models import Duty, Role, User

MONTHS = 120
SPREAD = """
UPDATE registry_business SET recorded_at = now() - random() * interval '3650 days';
UPDATE registry_business SET registered_at = recorded_at + interval '20 days' WHERE registered_at IS NOT NULL;
"""
EARLIER_FIGURES = """
INSERT INTO registry_figures (business_id, year, workers_men, workers_women, investment, capacity_unit,
    production_value, raw_material_value, export_countries, state, source, submitted_at, return_reason, version)
SELECT business_id, year - back, workers_men, workers_women, investment, capacity_unit, production_value,
    raw_material_value, '', 'accepted', 'permit', now(), '', 1
FROM registry_figures CROSS JOIN generate_series(1, 9) AS back
ON CONFLICT DO NOTHING
"""
REPEATED = """
INSERT INTO insights_tally (month, seen, family, cut, key, other, values)
SELECT (month - make_interval(months => back))::date, seen, family, cut, key, other, values
FROM insights_tally CROSS JOIN generate_series(1, %s) AS back WHERE month = %s AND seen = 'then'
"""
CLOSED = """
INSERT INTO insights_month (first, counted_at, closed_at, counted_later)
SELECT (%s::date - make_interval(months => back))::date, now(), now(), true FROM generate_series(1, %s) AS back
"""
TABLES = {
    "business": """SELECT id, district, village, commodity, standing, licensed, licensed_until, production, quality,
        registered_at, recorded_at, figures_year, merged_into_id FROM registry_business""",
    "figures": """SELECT business_id, year, workers_men, workers_women, investment, production_value
        FROM registry_figures WHERE state = 'accepted'""",
}
PRESENT = "merged_into_id IS NULL AND standing <> 'closed'"
LEGAL = "licensed AND (licensed_until IS NULL OR licensed_until >= current_date)"
BY_DISTRICT = f"""SELECT district, count(*), count(*) FILTER (WHERE {LEGAL}), count(registered_at)
    FROM {{business}} WHERE {PRESENT} GROUP BY district"""  # noqa: S608 - constants
ALL = f"""SELECT count(*), count(*) FILTER (WHERE {LEGAL}), count(registered_at),
    count(*) FILTER (WHERE production = 'smooth') FROM {{business}} WHERE {PRESENT}"""  # noqa: S608 - constants
LEAGUE = """SELECT b.commodity, count(*), sum(coalesce(f.workers_men, 0) + coalesce(f.workers_women, 0)),
    sum(f.investment), sum(f.production_value), avg(CAST(b.quality AS double precision)),
    count(*) FILTER (WHERE b.production = 'smooth')
    FROM {business} b LEFT JOIN {figures} f ON f.business_id = b.id AND f.year = b.figures_year
    WHERE b.merged_into_id IS NULL AND b.standing <> 'closed' GROUP BY b.commodity"""
WHERE_WHAT = f"""SELECT district, commodity, count(*) FROM {{business}} WHERE {PRESENT} GROUP BY district, commodity"""  # noqa: S608 - constants
BY_MONTH = (
    f"""SELECT date_trunc('month', recorded_at), count(*) FROM {{business}} WHERE {PRESENT} GROUP BY 1 ORDER BY 1"""  # noqa: S608 - constants
)
OURS = {"business": "registry_business", "figures": "(SELECT * FROM registry_figures WHERE state = 'accepted')"}
EXPORTED = {"business": "business", "figures": "figures"}


@dataclass(frozen=True, slots=True)
class LeadersQuestion:
    """A question of the leaders' page: as it is read from the summaries, and as SQL over the base tables."""

    name: str
    ours: Callable[[date], object]
    asked: str

    @property
    def sql(self) -> str:
        """The statement over our tables."""
        return self.asked.format(**OURS)

    @property
    def duckdb(self) -> str:
        """The statement over the exported tables."""
        return self.asked.format(**EXPORTED)

    def ask_raw(self) -> int:
        """Ask the base tables; gives how many rows they answered."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql)
            return len(cursor.fetchall())


def _by_month(month: date) -> dict[date, Values]:
    return totals("businesses", months_back(month, MONTHS))


QUESTIONS = (
    LeadersQuestion("known, registered, legal, smooth", lambda month: totals("businesses", [month]), ALL),
    LeadersQuestion("the same by month, ten years", _by_month, BY_MONTH),
    LeadersQuestion(
        "by district, for the tile map", lambda month: by_key("businesses", "district", [month]), BY_DISTRICT
    ),
    LeadersQuestion("league of the flagships", lambda month: by_key("businesses", "commodity", [month]), LEAGUE),
    LeadersQuestion(
        "who makes what where, for quotients",
        lambda month: crossed("businesses", "district_commodity", [month]),
        WHERE_WHAT,
    ),
)


def history_write() -> None:
    """Spread the register over ten years, and give it summaries of 120 months."""
    month = clock.today().replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute(SPREAD)
        cursor.execute(EARLIER_FIGURES)
        cursor.execute("VACUUM ANALYZE")
    month_count(month)
    with connection.cursor() as cursor:
        cursor.execute(REPEATED, [MONTHS - 1, month])
        cursor.execute(CLOSED, [month, MONTHS - 1])
        cursor.execute("VACUUM ANALYZE insights_tally")
    print(f"{Tally.objects.count():,} tallies of {MONTHS} months", flush=True)


def exported(folder: Path) -> None:
    """Write the base tables as CSV, for DuckDB."""
    for name, select in TABLES.items():
        statement = f"COPY ({select}) TO STDOUT WITH (FORMAT csv, HEADER)"
        with (
            (folder / f"{name}.csv").open("wb") as file,
            connection.cursor() as cursor,
            cursor.copy(statement) as copy,
        ):
            file.writelines(copy)


def leaders_session() -> str:
    """Sign a leader of the whole regency in; gives the key of the session."""
    user, made = User.objects.get_or_create(email="leader@sentra.example", defaults={"name": "Leader"})
    if made:
        Duty.objects.create(user=user, role=Role.LEADER)
    return session_of(user)
