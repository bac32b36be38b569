"""How the office of the demo offers programmes on a day before or after today, by the acts that people use."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sentra.files.services import made_file_store
from sentra.kernel import clock
from sentra.kernel.errors import SentraError
from sentra.ops.demo.listing import moment_on, new_id
from sentra.ops.demo.officers import HOST, Office
from sentra.ops.demo.photographs import painted
from sentra.ops.demo.supervising import visit_made
from sentra.programmes.eligible import rows_that_fit
from sentra.programmes.models import Call, Candidate, CandidateState
from sentra.programmes.rules import CallTold
from sentra.programmes.services import apply, calls, choose, judge
from sentra.programmes.services.visits import candidate_visit_plan
from sentra.reference.loading import current_pack
from sentra.registry.models import Business
from sentra.surveys.models import VisitState
from sentra.surveys.queries import surveyors_in

HOUR = 3
OWNER = "wati"
ANSWERS: dict[str, dict[str, list[str]]] = {
    "bazar": {"products": ["Produk utama kami, 60 bungkus, Rp12.000 sampai Rp25.000"]},
    "pameran": {
        "products": ["Tiga produk unggulan, 40 buah"],
        "attendant": ["Pemilik dan seorang pekerja"],
    },
    "pelatihan": {"participant": ["Pemilik"], "hope": ["Mengemas lebih rapi dan menghitung harga pokok."]},
    "pendampingan": {"topic": ["Pembukuan sederhana dan cara menjual lewat ponsel."]},
    "hibah_mesin": {
        "machine": ["Mesin pengaduk 20 liter"],
        "use": ["Sekarang diaduk dengan tangan; dengan mesin hasilnya dua kali lipat dan lebih rata."],
        "electricity": ["900"],
        "place": ["yes"],
    },
    "promosi": {"wish": ["label", "packing", "photos"]},
    "restrukturisasi": {
        "machine": ["Oven putar gas 10 loyang"],
        "origin": ["domestic"],
        "price": ["64000000"],
    },
}


class Offers:
    """Tells what the trade office offered on which day before or after today."""

    def __init__(self, office: Office, rng: Random) -> None:
        self.office, self.rng = office, rng
        self.trade, self.head = office["disperindag"], office["kepala"]
        self.assessors = [office["surveyor"], office["surveyor2"]]

    def at(self, days: int, act: Callable[[], Any]) -> Any:
        """Let something happen so many days from today; what lies before now is done as on that day."""
        moment = moment_on(clock.today() + timedelta(days=days), HOUR)
        with clock.travel(min(moment, clock.now() - timedelta(minutes=5))):
            return act()

    def published(self, days: int, kind: str, title: str, **changes: Any) -> Call:
        """A call was written and published so many days ago, open for two weeks."""

        def write() -> Call:
            call = calls.call_write(actor=self.trade, kind=kind, told=told(kind, title, **changes))
            return calls.call_publish(actor=self.trade, call_id=call.pk, version=call.version)

        call: Call = self.at(-days, write)
        return call

    def applied(self, days: int, call: Call, many: int) -> list[Candidate]:
        """So many of the businesses that fit applied, one after the other."""
        fitting = Business.objects.registered().filter(rows_that_fit(call.terms.conditions, clock.today()))
        fitting = fitting.exclude(owner__user__email__endswith=f"@{HOST}").exclude(visits__state=VisitState.PLANNED)
        found = list(fitting.order_by("register_number")[: many * 4])
        self.rng.shuffle(found)
        made = [self.at(-days, partial(self._apply, call, business)) for business in found[:many]]
        return [one for one in made if one]

    def applied_herself(self, days: int, call: Call) -> None:
        """The owner of the demo whose permit is old applied, where her business fits; she has an account."""
        hers = Business.objects.registered().filter(owner__user__email=f"{OWNER}@{HOST}").order_by("register_number")
        fits = hers.filter(rows_that_fit(call.terms.conditions, clock.today())).first()
        if fits:
            self.at(-days, partial(self._apply, call, fits))

    def _apply(self, call: Call, business: Business) -> Candidate | None:
        uploads = {one.code: self._paper(one.code) for one in call.terms.papers}
        answers = ANSWERS[call.kind]
        if "participant" in answers:
            answers = {**answers, "participant": [business.owner.name]}
        given = apply.Applied(answers, uploads)
        try:
            return apply.candidate_apply(
                actor=self.trade, call_id=call.pk, business_id=business.pk, key=new_id(self.rng), applied=given
            )
        except SentraError:
            return None

    def _paper(self, name: str) -> SimpleUploadedFile:
        picture = painted("gerabah_seni", self.rng.randint(0, 1))
        return SimpleUploadedFile(f"{name}.jpg", picture, "image/jpeg")

    def closed(self, days: int, call: Call) -> None:
        """The call was closed."""
        self.at(-days, lambda: calls.call_close(actor=self.trade, call_id=call.pk, version=version(call)))

    def judged(self, days: int, call: Call, *, by: int = 2) -> None:
        """Papers were checked, visits made where they are asked, and so many assessors handed their points in."""
        if call.terms.visit:
            self.at(-days - 1, lambda: self._look(call))
        self.at(-days, lambda: self._judge(call, by))

    def _look(self, call: Call) -> None:
        picture = painted("gerabah_seni")
        photo = made_file_store(data=picture, media_type="image/jpeg", name="tempat.jpg")
        for candidate in call.candidates.filter(state=CandidateState.APPLIED).select_related("business__owner"):
            surveyor = surveyors_in(candidate.business.district, candidate.business)[0]
            visit = candidate_visit_plan(
                actor=self.trade, candidate_id=candidate.pk, planned_on=clock.today(), surveyor=surveyor
            )
            visit_made(visit, photo, self.rng)

    def _judge(self, call: Call, by: int) -> None:
        for candidate in call.candidates.filter(state=CandidateState.APPLIED):
            for paper in candidate.papers.all():
                judge.paper_check(actor=self.trade, candidate_id=candidate.pk, code=paper.code, fits=True)
        if not call.terms.criteria:
            return
        for assessor in self.assessors:
            calls.assessor_name(actor=self.trade, call_id=call.pk, assessor=assessor)
        for assessor in self.assessors[:by]:
            for candidate in call.candidates.filter(state=CandidateState.APPLIED).order_by("applied_at", "pk"):
                points = {
                    one.code: self.rng.choice(one.levels[: max(2, len(one.levels) - 1)]).points
                    for one in call.terms.criteria
                }
                judge.assessment_save(actor=assessor, candidate_id=candidate.pk, points=points)
            judge.assessments_hand_in(actor=assessor, call_id=call.pk)

    def chosen(self, days: int, call: Call) -> None:
        """The head decided."""
        self.at(-days, lambda: choose.choice_make(actor=self.head, call_id=call.pk, version=version(call)))

    def ended(self, begun: int, finished: int | None, call: Call) -> None:
        """The programme ran, and maybe ended."""
        self.at(-begun, lambda: calls.call_begin(actor=self.trade, call_id=call.pk, version=version(call)))
        if finished is not None:
            self.at(-finished, lambda: calls.call_finish(actor=self.trade, call_id=call.pk, version=version(call)))


def version(call: Call) -> int:
    """Give the version that an officer's page would show."""
    return Call.objects.values_list("version", flat=True).get(pk=call.pk)


def told(kind: str, title: str, *, begins: int = 30, lasts: int = 1, open_for: int = 14, **changes: Any) -> CallTold:
    """A call as the office writes it: it begins so many days on, and takes applications for two weeks."""
    terms = current_pack().programme(kind)
    if terms is None:
        raise LookupError(kind)
    today = clock.today()
    base: dict[str, Any] = {
        "title": title,
        "about": "",
        "place": "Kantor Disperindag, Kanigoro",
        "begins_on": today + timedelta(days=begins),
        "ends_on": today + timedelta(days=begins + lasts - 1),
        "apply_from": today,
        "apply_until": today + timedelta(days=open_for),
        "quota": 5,
        "conditions": frozenset(range(len(terms.conditions))),
        "papers": frozenset(one.code for one in terms.papers),
        "weights": {one.code: one.weight for one in terms.criteria},
    }
    return CallTold(**{**base, **changes})
