"""What surveys show in words: where a visit goes and how to reach it, and what a report says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sentra.files.models import File
from sentra.kernel.errors import Message
from sentra.licensing.models import Application
from sentra.reference import checklist_answers
from sentra.reference.answers import saved_to
from sentra.reference.checklists import Checklist, Question
from sentra.reference.loading import current_pack
from sentra.registry.models import Business
from sentra.surveys.models import Report, Visit

YES_NO_WORDS: dict[str, Message] = {
    "no": _("Doesn't fit"),
    "yes": _("Fits"),
    "not_applicable": _("Not applicable"),
}
TONES = ("bad", "good", "calm")
"""What a reader needs first comes first: what is wrong, then what is well, then what says neither."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How to find and reach a business; `phone` in E.164, "" where none is known."""

    address: str
    phone: str

    @property
    def whatsapp(self) -> str:
        """The number as WhatsApp's links want it."""
        return self.phone.removeprefix("+")


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """An answer with its note; `judged`: it says whether something fits; `files` are its photographs."""

    label: str
    must: bool
    words: Message
    tone: str
    note: str
    judged: bool = True
    files: Sequence[File] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """What was told before, beside which the surveyor puts what is there; "" where nothing was."""

    workers_men: str = ""
    workers_women: str = ""
    capacity: str = ""
    by_application: bool = True


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to go to: of an application, of the register, or a village; with its visit where one is planned."""

    name: str
    url: str
    about: str
    contact: Contact
    district: str
    village: str
    report_url: str
    plan_url: str
    application: Application | None = None
    visit: Visit | None = None
    begun: bool = False
    may: bool = True
    point: tuple[float, float] | None = None
    reasons: Sequence[Message] = field(default_factory=tuple)

    @property
    def due(self) -> date | None:
        """The last day of an application's survey, where no visit is planned yet."""
        return self.application.stage_due if self.application and not self.visit else None


def contact_of(application: Application) -> Contact:
    """Tell where a business is and how to reach it, from the answers or from the permit that is followed."""
    told = saved_to(application.revision.content, application.answers)
    permit = application.previous_permit
    address = told.get("business.address") or (permit.business.address if permit else "")
    phone = told.get("owner.phone") or (permit.business.owner.phone if permit else "") or application.applicant.phone
    return Contact(str(address), phone or "")


def contact_of_business(business: Business) -> Contact:
    """Tell where a business of the register is and how to reach it."""
    return Contact(business.address, business.phone or business.owner.phone or "")


def stop_of_application(
    application: Application, *, visit: Visit | None = None, begun: bool = False, may: bool = True
) -> Stop:
    """Give the stop at the business of an application."""
    about = " · ".join(
        part for part in (application.holder_name, application.number, application.revision.content.short) if part
    )
    return Stop(
        name=application.business_name,
        url=reverse("licensing:case", args=[application.pk]),
        about=about,
        contact=contact_of(application),
        district=application.district,
        village=application.village,
        report_url=reverse("surveys:report", args=[application.pk]),
        plan_url=reverse("surveys:plan", args=[application.pk]),
        application=application,
        visit=visit,
        begun=begun,
        may=may,
    )


def stop_of_visit(visit: Visit, *, begun: bool = False) -> Stop:
    """Give the stop of a planned visit of any kind."""
    if visit.application:
        return stop_of_application(visit.application, visit=visit, begun=begun)
    business = visit.business
    here = reverse("surveys:visit", args=[visit.pk])
    pinned = business is not None and business.latitude is not None and business.longitude is not None
    return Stop(
        name=business.name if business else current_pack().village_names.get(visit.village, ""),
        url=here,
        about=" · ".join((business.owner.name, business.register_number)) if business else "",
        contact=contact_of_business(business) if business else Contact("", ""),
        district=visit.district,
        village=visit.village,
        report_url=reverse("surveys:visit_report", args=[visit.pk]),
        plan_url=here + "#move",
        visit=visit,
        begun=begun,
        point=(business.latitude, business.longitude) if pinned and business else None,  # type: ignore[arg-type]
        reasons=reasons_in_words(visit.reasons),
    )


def reasons_in_words(codes: Iterable[str]) -> list[Message]:
    """Say why a business is due, in the words of the pack; a rule that the pack gave up is left out."""
    rules = {rule.code: str(rule.label) for rule in current_pack().supervision.rules}
    return [rules[code] for code in codes if code in rules]


def stated_in(application: Application) -> Stated:
    """Give what the application states about workers and capacity."""
    told = saved_to(application.revision.content, application.answers)
    men, women, capacity = (told.get(f"figures.{name}", "") for name in ("workers_men", "workers_women", "capacity"))
    return Stated(str(men), str(women), str(capacity))


def stated_last(report: Report | None) -> Stated:
    """Give what the last visit saw of workers and capacity."""
    if report is None or report.workers_men is None:
        return Stated(by_application=False)
    return Stated(str(report.workers_men), str(report.workers_women), report.capacity, by_application=False)


def checked_lines(report: Report, checklist: Checklist | None) -> Sequence[CheckedLine]:
    """Give the answers of a report, what is wrong first."""
    if checklist is None:
        return []
    files = {str(one.pk): one for one in report.photos.all()}
    lines = [_line(question, report, files) for question in checklist.questions if question.code in report.answers]
    return sorted(lines, key=lambda line: TONES.index(line.tone))


def _line(question: Question, report: Report, files: dict[str, File]) -> CheckedLine:
    value = report.answers[question.code]
    note = report.notes.get(question.code, "")
    wrong = checklist_answers.needs_note(question, value) or (question.kind == "yes_no" and value == "no")
    words = YES_NO_WORDS[value] if question.kind == "yes_no" else checklist_answers.shown(question, value)
    tone = "bad" if wrong else "good" if value == "yes" else "calm"
    shown = [files[one] for one in checklist_answers.files_of(question, value) if one in files]
    return CheckedLine(str(question.label), question.must, words, tone, note, question.kind == "yes_no", shown)


def loose_photos(report: Report, checklist: Checklist | None) -> list[File]:
    """Give the photographs of a report that answer no question."""
    questions = checklist.questions if checklist else ()
    placed = {one for asked in questions for one in checklist_answers.files_of(asked, report.answers.get(asked.code))}
    return [one for one in report.photos.all() if str(one.pk) not in placed]
