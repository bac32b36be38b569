"""The administrator's page of the days off: every term is counted with them."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission
from sentra.reference import queries, services
from sentra.reference.acts import VALUES_OF_KIND
from sentra.reference.forms import DayForm, HolidayForm
from sentra.reference.models import Holiday


def _year(request: HttpRequest) -> int:
    given = request.GET.get("year", "")
    return int(given) if len(given) == 4 and given.isdecimal() and 2000 <= int(given) <= 2100 else clock.today().year


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REFERENCE_EDIT)
def holidays(request: HttpRequest) -> HttpResponse:
    """The days off of a year, and a form to add one."""
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        holiday = services.holiday_save(actor=actor_of(request), **data)
        messages.success(request, _("%(day)s is a day off: %(name)s.") % _told(holiday))
        return _to_year(holiday.day)
    year = _year(request)
    context = {"form": form, "year": year, "holidays": queries.holidays(year), "kinds": VALUES_OF_KIND}
    return render(request, "reference/holidays.html", context, status=422 if form.is_bound else 200)


def _told(holiday: Holiday) -> dict[str, str]:
    return {"day": date_format(holiday.day, "j F Y"), "name": holiday.name}


def _to_year(day: date) -> HttpResponse:
    return redirect(f"{reverse('reference:holidays')}?year={day.year}")


def _day(request: HttpRequest) -> date:
    form = DayForm(request.POST)
    if not form.is_valid():
        raise NotFound(_("This day is not in the calendar."))
    day: date = form.cleaned_data["day"]
    return day


@require_POST
@requires(Permission.REFERENCE_EDIT)
def holiday_cancel(request: HttpRequest) -> HttpResponse:
    """Make a day off a working day again."""
    holiday = services.holiday_cancel(actor=actor_of(request), day=_day(request))
    messages.success(request, _("%(day)s is a working day now.") % _told(holiday))
    return _to_year(holiday.day)


@require_POST
@requires(Permission.REFERENCE_EDIT)
def holiday_restore(request: HttpRequest) -> HttpResponse:
    """Make a cancelled day a day off again, or confirm one that was only estimated."""
    holiday = Holiday.objects.filter(day=_day(request)).first()
    if holiday is None:
        raise NotFound(_("This day is not in the calendar."))
    services.holiday_save(actor=actor_of(request), day=holiday.day, name=holiday.name, kind=holiday.kind)
    messages.success(request, _("%(day)s is a day off: %(name)s.") % _told(holiday))
    return _to_year(holiday.day)
