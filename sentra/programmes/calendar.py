"""The calendar of calls in iCalendar (RFC 5545), for whatever calendar somebody keeps."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from sentra.kernel import clock
from sentra.programmes.models import Call
from sentra.reference.loading import current_pack


def calendar_of(calls: Iterable[Call], base: str) -> bytes:
    """Write calls as a calendar: each with its days, and its last day to apply. `base` is the site's address."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sentra//Program//ID")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Programmes of %(regency)s") % {"regency": current_pack().regency.name})
    for call in calls:
        url = base + reverse("programmes:public", args=[call.number])
        calendar.add_component(_event(call, "runs", call.title, call.begins_on, call.ends_on, url))
        last = _("Last day to apply: %(title)s") % {"title": call.title}
        calendar.add_component(_event(call, "apply", last, call.apply_until, call.apply_until, url))
    found: bytes = calendar.to_ical()
    return found


def _event(call: Call, part: str, title: str, first: object, last: object, url: str) -> Event:
    event = Event()
    event.add("uid", f"{call.pk}-{part}@sentra")
    event.add("dtstamp", call.published_at or clock.now())
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))  # type: ignore[operator]
    event.add("summary", title)
    event.add("location", call.place)
    event.add("url", url)
    event.add("sequence", call.version)
    return event
