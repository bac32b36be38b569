"""Public pictures: made once of each content, in sizes and formats for whatever looks at them."""

from django.db import models
from django.db.models import Q

from sentra.files.models import File


class PictureFormat(models.TextChoices):
    """How a picture is written; a browser takes the first that it knows."""

    AVIF = "avif", "AVIF"
    WEBP = "webp", "WebP"
    JPEG = "jpg", "JPEG"


class PhotoLook(models.Model):
    """What a program sees of a photograph's content: its size, how sharp and how light it is (both 0 to 100).

    Its `width` is 0 where no picture could be made of it.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    sharpness = models.PositiveSmallIntegerField()
    lightness = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Rendition(models.Model):
    """A photograph's content (`sha256`) in one width and format; `file` holds it."""

    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    format = models.CharField(max_length=4, choices=PictureFormat.choices)
    file = models.ForeignKey(File, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "width", "format"], name="one_rendition_of_a_width"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="a_rendition_has_a_size"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.width} {self.format}"
