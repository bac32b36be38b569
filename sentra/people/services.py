"""Every write about people: signing up, accounts made at the counter, duties."""

import re
from collections.abc import Iterable
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.crypto import blind_index, code_typed, readable_code
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound, Problem, Problems
from sentra.kernel.identifiers import parse_phone
from sentra.kernel.text import tidy
from sentra.people.models import Duty, HandOver, Role, User
from sentra.people.policy import Permission, can, require

LONGEST_NAME = 150
CODE_LENGTH = 10
CODE_LASTS = timedelta(days=7)
DISTRICT_CODE = re.compile(r"\d\d\.\d\d\.\d\d")


def _read_reach(text: str, problems: Problems, field: str = "reached_by") -> dict[str, str]:
    """Read the one box for e-mail or telephone into the column that it fills."""
    text = text.strip()
    if "@" in text:
        try:
            validate_email(text)
        except ValidationError:
            problems.add(field, "unreadable", _("This is not an e-mail address. An example: siti@example.id."))
        return {"email": text.lower()}
    try:
        return {"phone": parse_phone(text)}
    except ValueError:
        problems.add(field, "unreadable", _("Please give a telephone number (0812 3456 7890) or an e-mail address."))
        return {}


def _read_name(name: str, problems: Problems) -> str:
    name = tidy(name).replace("\n", " ")
    if not name:
        problems.add("name", "missing", _("Please give your name."))
    elif len(name) > LONGEST_NAME:
        problems.add("name", "too_long", _("Please use at most %(most)s characters.") % {"most": LONGEST_NAME})
    return name


def _read_password(password: str, user: User, problems: Problems) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        for message in error.messages:
            problems.add("password", "weak", message)


def _require_free(reach: dict[str, str], problems: Problems) -> None:
    if reach and User.objects.filter(**reach).exists():
        problems.add(
            "reached_by", "taken", _("There is an account with this already. Sign in, or ask for a new password.")
        )


def _save_new(user: User) -> User:
    """Save a new user; of two that sign up with one address at once, the second is told."""
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        message = _("There is an account with this already. Sign in, or ask for a new password.")
        raise InvalidInput([Problem("reached_by", "taken", message)]) from error
    return user


@transaction.atomic
def user_sign_up(*, name: str, reached_by: str, password: str, language: str = "id") -> User:
    """Open an account that can be used at once. Raises `InvalidInput` with everything that is wrong."""
    problems = Problems()
    name = _read_name(name, problems)
    reach = _read_reach(reached_by, problems)
    user = User(name=name, language="en" if language == "en" else "id", **reach)
    _read_password(password, user, problems)
    _require_free(reach, problems)
    problems.raise_any()
    user.set_password(password)
    _save_new(user)
    record(actor=user, act="user.sign_up", record=user)
    return user


@transaction.atomic
def walk_in_account(*, actor: User, name: str, reached_by: str) -> User:
    """Find or make the account of somebody who stands at the counter; it has no password until it is handed over.

    Raises `InvalidInput`; `NotAllowed` for who isn't on duty at the counter.
    """
    require(actor, Permission.APPLICATION_ENTER)
    problems = Problems()
    name = _read_name(name, problems)
    reach = _read_reach(reached_by, problems)
    problems.raise_any()
    known = User.objects.filter(**reach).first()
    if known:
        return known
    user = User(name=name, **reach)
    user.set_unusable_password()
    _save_new(user)
    record(actor=actor, act="user.walk_in", record=user)
    return user


@transaction.atomic
def hand_over_code(*, actor: User, user_id: int) -> str:
    """Make the code with which a person takes their account over, printed on a slip: seven days, once.

    Also for somebody without e-mail who forgot the password. Officers' accounts are an administrator's to hand over.
    Raises `NotAllowed`, `NotFound`.
    """
    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound(_("There is no such account."))
    if not _may_hand_over(actor, user):
        raise NotAllowed(_("This is not among your duties."))
    code = readable_code(CODE_LENGTH)
    HandOver.objects.filter(user=user, used_at=None).delete()
    HandOver.objects.create(
        user=user,
        code_index=blind_index("hand-over", code),
        made_by=actor,
        made_at=clock.now(),
        ends_at=clock.now() + CODE_LASTS,
    )
    record(actor=actor, act="user.hand_over_code", record=user)
    return code


def _may_hand_over(maker: User, user: User) -> bool:
    """Tell whether somebody may hand an account over: an officer's only who manages people."""
    at_counter = not can(user, Permission.WORKSPACE) and can(maker, Permission.APPLICATION_ENTER)
    return at_counter or can(maker, Permission.PEOPLE_MANAGE)


@transaction.atomic
def account_take_over(*, code: str, password: str) -> User:
    """Take an account over with the code of the slip. Raises `InvalidInput`.

    Whose slip it is must still be allowed to hand it over: the account may have become an officer's meanwhile.
    """
    problems = Problems()
    index = blind_index("hand-over", code_typed(code))
    slip = (
        HandOver.objects.select_for_update(of=("self",))
        .select_related("user", "made_by")
        .filter(code_index=index, used_at=None, ends_at__gt=clock.now(), user__is_active=True)
        .first()
    )
    if slip is None or not _may_hand_over(slip.made_by, slip.user):
        message = _("This code is not valid (any more). Ask the counter for a new one.")
        raise InvalidInput([Problem("code", "unknown", message)])
    _read_password(password, slip.user, problems)
    problems.raise_any()
    slip.used_at = clock.now()
    slip.save(update_fields=["used_at"])
    slip.user.set_password(password)
    slip.user.save(update_fields=["password"])
    record(actor=slip.user, act="user.take_over", record=slip.user)
    return slip.user


@transaction.atomic
def profile_change(*, actor: User, name: str, reached_by: str, language: str) -> User:
    """Change one's own name, address and language. Raises `InvalidInput`."""
    problems = Problems()
    user = User.objects.select_for_update().get(pk=actor.pk)
    name = _read_name(name, problems)
    reach = _read_reach(reached_by, problems)
    if reach and User.objects.filter(**reach).exclude(pk=user.pk).exists():
        problems.add("reached_by", "taken", _("Another account uses this already."))
    problems.raise_any()
    before = {"name": user.name, "reached_by": user.reached_by}
    user.name, user.language = name, "en" if language == "en" else "id"
    for column, value in reach.items():
        setattr(user, column, value)
    user.save()
    record(
        actor=user, act="user.profile", record=user, before=before, after={"name": name, "reached_by": user.reached_by}
    )
    return user


@transaction.atomic
def administrator_create(*, name: str, email: str, password: str) -> User:
    """Make an administrator, from the command line. Raises `InvalidInput`."""
    user = user_sign_up(name=name, reached_by=email, password=password)
    Duty.objects.create(user=user, role=Role.ADMINISTRATOR)
    record(actor=None, act="user.duty", record=user, after={"role": Role.ADMINISTRATOR})
    return user


@transaction.atomic
def officer_create(
    *, actor: User, name: str, reached_by: str, position: str = "", employee_number: str = ""
) -> tuple[User, str]:
    """Make an officer's account; gives it with the code with which the officer takes it over. Raises `InvalidInput`."""
    require(actor, Permission.PEOPLE_MANAGE)
    problems = Problems()
    name = _read_name(name, problems)
    reach = _read_reach(reached_by, problems)
    _require_free(reach, problems)
    problems.raise_any()
    user = User(name=name, position=tidy(position)[:150], employee_number=tidy(employee_number)[:30], **reach)
    user.set_unusable_password()
    _save_new(user)
    record(actor=actor, act="user.create", record=user)
    return user, hand_over_code(actor=actor, user_id=user.pk)


@transaction.atomic
def duties_set(*, actor: User, user_id: int, duties: Iterable[tuple[str, Iterable[str]]]) -> User:
    """Give a person exactly these duties: pairs of role and districts (none: all of them).

    Raises `NotAllowed`, `NotFound`, `InvalidInput`, `Conflict` where nobody would be left to administer.
    """
    require(actor, Permission.PEOPLE_MANAGE)
    user = _lock(user_id)
    wanted = {role: sorted(set(districts)) for role, districts in duties}
    if unknown := set(wanted) - set(Role.values):
        raise InvalidInput([Problem("role", "unknown", _("There is no such duty: %(role)s.") % {"role": min(unknown)})])
    codes = {code for districts in wanted.values() for code in districts}
    if strange := {code for code in codes if not DISTRICT_CODE.fullmatch(code)}:
        problem = _("There is no such district: %(code)s.") % {"code": min(strange)[:20]}
        raise InvalidInput([Problem("districts", "unknown", problem)])
    before = {duty.role: list(duty.districts) for duty in user.duties.all()}
    if Role.ADMINISTRATOR in before and Role.ADMINISTRATOR not in wanted:
        _require_another_administrator(user)
    user.duties.exclude(role__in=wanted).delete()
    for role, districts in wanted.items():
        Duty.objects.update_or_create(user=user, role=role, defaults={"districts": districts})
    record(actor=actor, act="user.duties", record=user, before={"duties": before}, after={"duties": wanted})
    user.refresh_from_db()
    return user


@transaction.atomic
def second_factor_demand(*, actor: User, user_id: int, demanded: bool) -> User:
    """Demand a second factor of a person, or no longer. Raises `NotAllowed`, `NotFound`."""
    require(actor, Permission.PEOPLE_MANAGE)
    user = _lock(user_id)
    before, user.second_factor_demanded = user.second_factor_demanded, demanded
    user.save(update_fields=["second_factor_demanded"])
    record(
        actor=actor,
        act="user.second_factor",
        record=user,
        before={"second_factor_demanded": before},
        after={"second_factor_demanded": demanded},
    )
    return user


@transaction.atomic
def second_factor_forget(*, actor: User, user_id: int) -> User:
    """Take away the second factor of a person who lost the telephone and the recovery codes; never one's own.

    Raises `NotAllowed`, `NotFound`, `Conflict` where there is none.
    """
    require(actor, Permission.PEOPLE_MANAGE)
    user = _lock(user_id)
    if user.pk == actor.pk:
        raise Conflict(_("You can't do this to your own account. A colleague has to do it."))
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise Conflict(_("This person has set up no second step."))
    record(actor=actor, act="user.second_factor_forget", record=user)
    return user


@transaction.atomic
def user_active_set(*, actor: User, user_id: int, active: bool) -> User:
    """Close an account, or open it again; never one's own, nor the last administrator's."""
    require(actor, Permission.PEOPLE_MANAGE)
    user = _lock(user_id)
    if user.pk == actor.pk:
        raise Conflict(_("You can't close your own account. A colleague has to do this."))
    if not active and user.duties.filter(role=Role.ADMINISTRATOR).exists():
        _require_another_administrator(user)
    before, user.is_active = user.is_active, active
    user.save(update_fields=["is_active"])
    record(actor=actor, act="user.active", record=user, before={"active": before}, after={"active": active})
    return user


def _lock(user_id: int) -> User:
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound(_("There is no such account."))
    return user


def _require_another_administrator(user: User) -> None:
    others = Duty.objects.select_for_update().filter(role=Role.ADMINISTRATOR, user__is_active=True).exclude(user=user)
    if not others.exists():
        raise Conflict(_("This is the last administrator. Make another one first."))
