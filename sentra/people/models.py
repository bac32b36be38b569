"""Users and their duties."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock


class Role(models.TextChoices):
    """What a person may be on duty as. An applicant needs no duty: everybody who signed up is one."""

    COUNTER = "counter", _("Counter officer")
    VERIFIER = "verifier", _("Verifier")
    SURVEYOR = "surveyor", _("Surveyor")
    HEAD = "head", _("Head of office")
    DISPERINDAG = "disperindag", _("Disperindag officer")
    LEADER = "leader", _("Leader")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class UserManager(BaseUserManager["User"]):
    """Finds users by what they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail or telephone number."""
        return self.get(Q(email=username) | Q(phone=username))


class User(AbstractBaseUser):
    """A person with an account; signs in with e-mail or telephone number, at least one of which is given."""

    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    phone = models.CharField(_("telephone"), max_length=20, null=True, blank=True, unique=True)
    phone_verified = models.BooleanField(default=False)
    language = models.CharField(
        _("language"), max_length=2, choices=[("id", "Indonesia"), ("en", "English")], default="id"
    )
    position = models.CharField(_("position"), max_length=150, blank=True)
    employee_number = models.CharField(_("employee number (NIP)"), max_length=30, blank=True)
    second_factor_demanded = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False) | Q(is_active=False),
                name="user_has_a_way_to_sign_in",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def duties_held(self) -> list["Duty"]:
        """The duties, read once for each request."""
        return list(self.duties.all()) if self.pk else []

    @property
    def reached_by(self) -> str:
        """The e-mail, or else the telephone number."""
        return self.email or self.phone or ""

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read again, the duties too."""
        super().refresh_from_db(*args, **kwargs)
        self.__dict__.pop("duties_held", None)


class Duty(models.Model):
    """What a person does for the regency, and in which districts; no districts means all of them."""

    user = models.ForeignKey(User, models.CASCADE, related_name="duties")
    role = models.CharField(max_length=20, choices=Role.choices)
    districts = ArrayField(models.CharField(max_length=8), default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="one_duty_for_each_role")]

    def __str__(self) -> str:
        return f"{self.user} · {self.role}"

    def covers(self, district: str) -> bool:
        """Tell whether the duty extends to a district."""
        return not self.districts or district in self.districts


class SavedView(models.Model):
    """A list with its filters under a name; `query` is the query string of its page.

    `page` names the list: `register`, or `queue:verification` where the page has several parts.
    """

    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    page = models.CharField(max_length=50)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000, blank=True)
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "page", "name"], name="one_view_of_a_name_on_a_page")]

    def __str__(self) -> str:
        return self.name

    @property
    def part(self) -> str:
        """The part of the page that is meant: `verification` of `queue:verification`."""
        return self.page.partition(":")[2]


class HandOver(models.Model):
    """A slip with a code by which a person takes an account over, once; only the code's keyed hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="hand_overs")
    code_index = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user} {self.made_at:%Y-%m-%d}"
