"""What those who take part bring along, and photographs of how it ran."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sentra.files.models import File
from sentra.kernel import clock
from sentra.programmes.models.call import Call
from sentra.programmes.models.candidate import Candidate
from sentra.registry.models import Product


class Brought(models.Model):
    """A product that somebody brings: how many, and the price of one in whole rupiah.

    `product` is None for what isn't on the register; what was (`from_register`), and was taken away since, has none any
    more: nobody shows it. `name` is what it was called. `accepted` is None until
    an officer has looked at it, and again once the owner has changed it; `version` counts these changes.
    """

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="brought")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, related_name="+")
    from_register = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    many = models.PositiveIntegerField()
    price = models.PositiveBigIntegerField()
    accepted = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    curated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    curated_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "product"], name="a_product_is_brought_once"),
            models.CheckConstraint(condition=Q(many__gte=1), name="something_is_brought"),
            models.CheckConstraint(
                condition=Q(product__isnull=True) | Q(from_register=True), name="a_product_is_from_the_register"
            ),
            models.CheckConstraint(condition=~Q(accepted=False) | ~Q(note=""), name="what_is_not_accepted_says_why"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def gone(self) -> bool:
        """Tell whether it was a product of the register that isn't there any more."""
        return self.from_register and self.product_id is None


class CallPhoto(models.Model):
    """A photograph of how a programme ran; `caption` is also what a screen reader says for it."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="photos")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(caption=""), name="a_photograph_has_a_caption")]

    def __str__(self) -> str:
        return self.caption
