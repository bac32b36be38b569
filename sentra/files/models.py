"""Uploaded files, by what they contain."""

import uuid

from django.conf import settings
from django.db import models

from sentra.kernel import clock


class File(models.Model):
    """A clean copy of an upload; its content lies under its hash, outside of what the web server shows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=80)
    name = models.CharField(max_length=150)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        """Tell whether a browser can show it as a picture."""
        return self.media_type.startswith("image/")
