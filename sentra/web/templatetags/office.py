"""The officer's side bar: only what is among the visitor's duties."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sentra.licensing.queues import ALL, queues_of
from sentra.people.models import User
from sentra.people.policy import Permission, can

register = template.Library()


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the side bar."""

    label: str | Promise
    url: str
    icon: str
    current: bool
    count: int | None = None
    late: int = 0


ELSEWHERE: tuple[tuple[Permission, Promise, str, str], ...] = (
    (Permission.APPLICATION_ENTER, _("Help at the counter"), "licensing:walk_in", "hand"),
    (Permission.APPLICATION_ENTER, _("Survey at the counter"), "insights:skm_counter", "qr"),
    (Permission.APPLICATION_SURVEY, _("My visits"), "surveys:visits", "calendar"),
    (Permission.VISIT_PLAN, _("Supervision plan"), "surveys:due", "eye"),
    (Permission.REGISTER_READ, _("Findings"), "surveys:findings", "flag"),
    (Permission.FIGURES_READ, _("Supervision figures"), "surveys:figures", "chart"),
    (Permission.REGISTER_READ, _("Master register"), "registry:businesses", "store"),
    (Permission.REGISTER_RECORD, _("Field census"), "registry:census", "pin"),
    (Permission.REGISTER_EDIT, _("Yearly figures to read"), "registry:figures_waiting", "chart"),
    (Permission.REGISTER_MERGE, _("Double records"), "registry:doubles", "copy"),
    (Permission.REGISTER_READ, _("Groups"), "registry:groups", "people"),
    (Permission.REGISTER_IMPORT, _("Import"), "transfer:imports", "upload"),
    (Permission.REGISTER_EXPORT, _("Export"), "transfer:exports", "download"),
    (Permission.PERMIT_READ, _("Permits"), "licensing:permits", "shield"),
    (Permission.CASE_READ, _("Problem products"), "cases:cases", "flag"),
    (Permission.PROGRAMME_READ, _("Programmes"), "programmes:calls", "megaphone"),
    (Permission.PROMOTION_READ, _("Promotion"), "promotion:curating", "store"),
    (Permission.FIGURES_READ, _("Figures"), "insights:leader", "chart"),
    (Permission.FIGURES_READ, _("Satisfaction (SKM)"), "insights:skm", "chart"),
    (Permission.SKM_MANAGE, _("Comments on the service"), "insights:skm_comments", "chat"),
    (Permission.PEOPLE_MANAGE, _("People and duties"), "people:people", "people"),
    (Permission.REFERENCE_EDIT, _("Days off"), "reference:holidays", "calendar"),
    (Permission.DELIVERY_MANAGE, _("Delivery of mail"), "outbox:deliveries", "bell"),
    (Permission.AUDIT_READ, _("Audit"), "web:audit", "eye"),
)


@cache
def _addresses() -> tuple[str, ...]:
    return tuple(reverse(name) for _permission, _label, name, _icon in ELSEWHERE)


@cache
def _of_queue(code: str) -> str:
    return reverse("licensing:queue", args=[code])


@register.inclusion_tag("web/side.html", takes_context=True)
def office_side(context: dict[str, Any]) -> dict[str, Any]:
    """Draw the side bar; the queues carry their counts where the page has counted them."""
    request = context["request"]
    actor: User = request.user
    counts = context.get("counts") or {}
    queues = [*queues_of(actor), *([ALL] if can(actor, ALL.permission) else [])]
    shown = getattr(context.get("queue"), "code", None)
    work = []
    for queue in queues:
        count, late = counts.get(queue.code, (None, 0))
        work.append(Place(queue.label, _of_queue(queue.code), "file", queue.code == shown, count, late))
    here = max((url for url in _addresses() if request.path.startswith(url)), key=len, default="")
    others = [
        Place(label, url, icon, url == here)
        for (permission, label, _name, icon), url in zip(ELSEWHERE, _addresses(), strict=True)
        if can(actor, permission)
    ]
    return {"work": work, "others": others, "home": request.path == reverse("web:office")}
