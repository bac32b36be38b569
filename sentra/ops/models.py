"""What a database knows about the program that keeps it."""

from django.db import models

from sentra.kernel import clock


class Prepared(models.Model):
    """The one row that says up to which state of program and pack this database was brought (`readiness`)."""

    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
