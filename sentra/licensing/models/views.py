"""Views of a queue that officers keep and share."""

from django.conf import settings
from django.db import models

from sentra.kernel import clock


class SavedView(models.Model):
    """A queue with its filters under a name; `query` is the query string of the queue's page."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    queue = models.CharField(max_length=30)
    query = models.CharField(max_length=1000, blank=True)
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_view_of_a_name")]

    def __str__(self) -> str:
        return self.name
