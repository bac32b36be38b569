"""What cases show on the pages of others: cases to officers, to owners what they were told, to all what is public."""

from django.db.models import Prefetch

from sentra.cases.models import Case, Complaint
from sentra.cases.queries import cases_of_maker, notices_about
from sentra.cases.visible import cases_visible
from sentra.licensing.models import Application, Permit
from sentra.people.models import User
from sentra.people.panels import Panel
from sentra.people.policy import Permission, can
from sentra.registry.hung import may_have
from sentra.registry.models import Business
from sentra.surveys.models import Visit


def profile_panel(actor: User, business: Business) -> Panel | None:
    """Give the cases about a business's products to who may read them, and the press that reports another."""
    may_read = can(actor, Permission.CASE_READ, business.district)
    may_enter = can(actor, Permission.CASE_ENTER)
    if not (may_read or may_enter):
        return None
    found = []
    if may_have(business, Case):
        found = list(cases_visible(actor).filter(business=business).order_by("-reported_at"))
    return Panel("cases/officer/business.html", {"cases": found, "business": business, "may_enter": may_enter})


def visit_panel(actor: User, visit: Visit) -> Panel | None:
    """Give whoever visits the cases that the visit looks into, and what was reported, but not by whom."""
    reports = Prefetch("complaints", Complaint.objects.only("case", "happened", "reported_at"))
    found = cases_visible(actor).filter(visits=visit).order_by("number").prefetch_related(reports)
    return Panel("cases/officer/visit.html", {"cases": found}) if found else None


def application_panel(actor: User, application: Application) -> Panel | None:
    """Give whoever surveys or enters reports the press that reports a product seen there."""
    if not can(actor, Permission.CASE_ENTER):
        return None
    return Panel("cases/officer/application.html", {"application": application}, side=True)


def own_panel(actor: User, business: Business) -> Panel | None:
    """Give the owner the cases about the own products; nothing where there are none."""
    found = list(cases_of_maker(actor).filter(business=business)) if may_have(business, Case) else []
    return Panel("cases/maker/business.html", {"cases": found}) if found else None


def permit_panel(_everybody: None, permit: Permit) -> Panel:
    """Give everybody the warnings that hold about products of a permit's business, and the press that reports one."""
    business = permit.business
    return Panel("cases/public/permit.html", {"warnings": notices_about(business), "business": business})
