"""Cases at every point of their way, brought there by the acts that people use."""

from collections.abc import Sequence
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile

from sentra.cases.models import Case, CaseFinding, Complaint
from sentra.cases.rules import Report
from sentra.cases.services.examine import case_examine, case_find, statement_ask
from sentra.cases.services.report import product_report
from sentra.cases.services.triage import case_identify, case_triage
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner
from sentra.reference.loading import current_pack
from sentra.reference.services import pack_load
from sentra.registry.facts import BusinessFacts, Entry, OwnerFacts
from sentra.registry.models import Business, RecordedFrom
from sentra.registry.services.record import businesses_record

DISTRICT = "35.05.10"
HAPPENED = "Setelah makan sambel ini dua orang di rumah kami sakit perut. Saya tinggal di sebelah warung Bu Yayuk."
CONTACT = "0812 7777 8888"
NAME = "Kartini Pelapor"


def trade() -> User:
    """The officer who handles cases."""
    return officer(Role.DISPERINDAG)


def head() -> User:
    """The head who closes grave ones."""
    return officer(Role.HEAD)


def told(**more: str) -> Report:
    """What a buyer tells, with a contact."""
    given = {
        "product_name": "Sambel pecel pedas",
        "maker_name": "Mbok Siti",
        "happened": HAPPENED,
        "bought_at": "Pasar Kanigoro",
        "batch": "B-12",
        "district": DISTRICT,
        "reporter_name": NAME,
        "reporter_contact": CONTACT,
        **more,
    }
    return Report.read(given)


def reported(business: Business | None = None, photos: Sequence["UploadedFile[bytes]"] = (), **more: str) -> Complaint:
    """A report by the public form."""
    pack_load(pack=current_pack())
    return product_report(actor=None, key=uuid4(), report=told(**more), business=business, photos=photos)


def recorded(name: str = "Sambel Mbok Siti") -> Business:
    """A business of the owner that the register only knows of."""
    entry = Entry(OwnerFacts(owner().name), BusinessFacts(name, DISTRICT, f"{DISTRICT}.2003", "sambel_pecel"))
    made = businesses_record(actor=trade(), entries=[entry], source=RecordedFrom.CENSUS)
    business = made[0].business
    assert business
    business.owner.user = owner()
    business.owner.save(update_fields=["user"])
    return business


def fresh(case: Case) -> Case:
    """Read a case again."""
    return Case.objects.get(pk=case.pk)


def triaged(business: Business | None = None, gravity: str = "serious") -> Case:
    """The officer sorted a report and took it on."""
    case = reported(business).case
    return case_triage(actor=trade(), case_id=case.pk, version=case.version, kind="health", gravity=gravity)


def examining(business: Business | None = None, gravity: str = "serious") -> Case:
    """The examination has begun."""
    case = triaged(business, gravity)
    return case_examine(actor=trade(), case_id=case.pk, version=case.version)


def found(business: Business | None = None, gravity: str = "serious", conclusion: str = "confirmed") -> Case:
    """The officer wrote the finding."""
    case = examining(business, gravity)
    finding: CaseFinding = case_find(
        actor=trade(), case_id=case.pk, version=case.version, conclusion=conclusion, text="Sampel uji tercemar bakteri."
    )
    return fresh(finding.case)


def asked(business: Business) -> Case:
    """The maker was asked for a statement."""
    case = examining(business)
    statement_ask(actor=trade(), case_id=case.pk, text="Kapan sambel batch B-12 dibuat, dan dari bahan apa?")
    return fresh(case)


def identified(case: Case, business: Business) -> Case:
    """The officer said which business it is."""
    given = {"number": business.register_number, "product": case.product_name}
    return case_identify(actor=trade(), case_id=case.pk, version=case.version, given=given)
