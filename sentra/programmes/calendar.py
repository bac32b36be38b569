"""The calendar of calls in iCalendar (RFC 5545), for whatever calendar somebody keeps."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from sentra.kernel import clock
from sentra.programmes.models import Call, Session
from sentra.reference.loading import current_pack


def calendar_of(calls: Iterable[Call], base: str) -> bytes:
    """Write calls as a calendar: each with its days, its last day to apply and the sessions of a training.

    `base` is the site's address.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Sentra//Program//ID")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Programmes of %(regency)s") % {"regency": current_pack().regency.name})
    for call in calls:
        url = base + reverse("programmes:public", args=[call.number])
        calendar.add_component(_event(call, "runs", call.title, call.begins_on, call.ends_on, url))
        last = _("Last day to apply: %(title)s") % {"title": call.title}
        calendar.add_component(_event(call, "apply", last, call.apply_until, call.apply_until, url))
        for session in call.sessions.all():
            calendar.add_component(_meeting(call, session, url))
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


def _meeting(call: Call, session: Session, url: str) -> Event:
    """Give a session of a training, with its hours."""
    event = Event()
    event.add("uid", f"{call.pk}-session-{session.pk}@sentra")
    event.add("dtstamp", call.published_at or clock.now())
    event.add("dtstart", session.begins_at.astimezone(UTC))
    event.add("dtend", session.ends_at.astimezone(UTC))
    event.add("summary", f"{call.title}: {session.topic}")
    event.add("location", session.place or call.place)
    event.add("url", url)
    event.add("sequence", session.version)
    return event
