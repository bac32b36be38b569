"""Counting looks and answers, a row for each page, day and way: numbers, nothing of who looked."""

from django.db import connection, transaction

from sentra.kernel import clock
from sentra.people.models import User
from sentra.promotion.models import Maker, Showing, Way

ADD = """
INSERT INTO promotion_daycount (maker_id, showing_id, day, way, count) VALUES (%s, %s, %s, %s, 1)
ON CONFLICT (maker_id, showing_id, day, way) DO UPDATE SET count = promotion_daycount.count + 1
"""


@transaction.atomic
def count_add(*, actor: User | None, maker: Maker, showing: Showing | None, way: Way) -> None:
    """Count one look or one answer of today; one statement, so that two at once are two."""
    with connection.cursor() as cursor:
        cursor.execute(ADD, [maker.pk, showing.pk if showing else None, clock.today(), way])
