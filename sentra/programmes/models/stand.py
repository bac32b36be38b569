"""The stands of an exhibition or a market day, as they stand in the hall."""

from django.db import models
from django.db.models import Deferrable

from sentra.programmes.models.call import Call


class Stand(models.Model):
    """A stand on the plan of a call; `row` from the entrance and `column` from the left, both from 0.

    Whose it is says the applicant (`Candidate.stand`): so nobody has two, and no stand is two people's.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="stands")
    name = models.CharField(max_length=6)
    row = models.PositiveSmallIntegerField()
    column = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["row", "column"]
        constraints = [
            models.UniqueConstraint(fields=["call", "name"], name="a_stand_of_a_name"),
            # Looked at when the act is done: a plan that is typed anew may swap two stands.
            models.UniqueConstraint(
                fields=["call", "row", "column"], name="one_stand_at_a_place", deferrable=Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return self.name
