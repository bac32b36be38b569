"""Problem products of the demo: some reports at different points of their way, brought there by the acts themselves."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from sentra.cases.models import Case
from sentra.cases.rules import Report
from sentra.cases.services import close, examine, measures, triage, visits
from sentra.cases.services.common import planned_visit
from sentra.cases.services.report import product_report
from sentra.kernel import clock
from sentra.kernel.clock import WorkingCalendar
from sentra.licensing.models import PermitStatus
from sentra.ops.demo.listing import moment_on, new_id
from sentra.ops.demo.officers import HOST, Office
from sentra.ops.demo.photographs import painted
from sentra.reference.queries import working_calendar
from sentra.registry.models import Business, Standing

HOURS = (2, 8)
"""Between which hours (UTC) people of the regency do something in the demo."""


class Problems:
    """Tells what happened on which working day before today."""

    def __init__(self, office: Office, rng: Random) -> None:
        self.office, self.rng = office, rng
        self.trade, self.calendar = office["disperindag"], working_calendar()

    def days_ago(self, days: int, act: Callable[[], object]) -> None:
        """Let something happen so many working days ago; what happens today has happened already."""
        moment = moment_on(_working_day(self.calendar, clock.today(), days), self.rng.randint(*HOURS))
        with clock.travel(min(moment, clock.now() - timedelta(minutes=self.rng.randint(5, 50)))):
            act()

    def reported(self, days: int, told: Report, business: Business | None = None, picture: str = "") -> Case:
        """Somebody reports a product by the public form."""
        photos = [SimpleUploadedFile("foto.jpg", painted(picture, 1), "image/jpeg")] if picture else []
        made: list[Case] = []
        product = business.products.first() if business else None
        self.days_ago(
            days,
            lambda: made.append(
                product_report(
                    actor=None,
                    key=new_id(self.rng),
                    report=told,
                    photos=photos,
                    business=business,
                    product=product,
                ).case
            ),
        )
        return made[0]

    def triaged(self, days: int, case: Case, kind: str, gravity: str) -> None:
        """Disperindag sorts it, and takes it on."""
        self.days_ago(
            days,
            lambda: triage.case_triage(
                actor=self.trade, case_id=case.pk, version=version(case), kind=kind, gravity=gravity
            ),
        )

    def examined(self, days: int, case: Case) -> None:
        """The examination begins."""
        self.days_ago(days, lambda: examine.case_examine(actor=self.trade, case_id=case.pk, version=version(case)))

    def found(self, days: int, case: Case, text: str) -> None:
        """The problem is confirmed."""
        self.days_ago(
            days,
            lambda: examine.case_find(
                actor=self.trade, case_id=case.pk, version=version(case), conclusion="confirmed", text=text
            ),
        )


def version(case: Case) -> int:
    """Give the version that an officer's page would show."""
    return Case.objects.values_list("version", flat=True).get(pk=case.pk)


def _working_day(calendar: WorkingCalendar, today: date, days: int) -> date:
    day = today
    while days > 0:
        day -= timedelta(days=1)
        days -= calendar.is_working(day)
    return day


def problems_report(office: Office, *, rng: Random) -> int:
    """Let buyers report problems and the office work on them; gives how many cases there are."""
    problems = Problems(office, rng)
    for tell in (_recalled, _closed, _late, _asked, _unregistered, _new):
        tell(problems)
    return Case.objects.count()


def _maker(commodity: str, *, registered: bool = True) -> Business | None:
    """Choose a business of a trade that makes something, the same each time; first one with a permit issued here."""
    known = Business.objects.known().filter(commodity=commodity, standing=Standing.ACTIVE)
    known = known.filter(registered_at__isnull=not registered).exclude(products=None)
    known = known.exclude(owner__user__email__endswith=f"@{HOST}").select_related("owner").order_by("register_number")
    return known.filter(permits__status=PermitStatus.ACTIVE).first() or known.first()


def _product(business: Business | None, otherwise: str) -> str:
    product = business.products.first() if business else None
    return product.name if product else otherwise


def _recalled(problems: Problems) -> None:
    """A grave one: tested, confirmed, recalled; it waits for the head to close it."""
    maker = _maker("sambel_pecel")
    told = Report(
        product_name=_product(maker, "Sambel pecel pedas"),
        happened="Setelah makan sambel ini tiga orang di rumah kami mual dan diare. Botolnya menggembung waktu dibuka.",
        bought_at="Pasar Kanigoro, kios sebelah timur",
        batch="SP-0911",
        kind="health",
        district=maker.district if maker else "",
        reporter_name="Sumiyati",
        reporter_contact="081 000 111 222",
    )
    case = problems.reported(9, told, maker, "sambel_pecel")
    problems.triaged(8, case, "health", "grave")
    problems.examined(8, case)
    problems.days_ago(
        6,
        lambda: examine.test_note(
            actor=problems.trade,
            case_id=case.pk,
            what="Angka lempeng total dan Escherichia coli",
            laboratory="Laboratorium Kesehatan Daerah",
            tested_on=clock.today(),
            verdict="unfit",
            result="E. coli positif pada dua dari tiga botol batch SP-0911; batch lain memenuhi syarat.",
        ),
    )
    problems.found(5, case, "Botol batch SP-0911 ditutup sebelum dingin dan tidak disterilkan; dua botol tercemar.")
    _recall(problems, case)


def _recall(problems: Problems, case: Case) -> None:
    problems.days_ago(
        5,
        lambda: measures.notice_publish(
            actor=problems.trade,
            case_id=case.pk,
            kind="recall",
            batch="SP-0911",
            danger="Sebagian botol tercemar bakteri dan dapat menyebabkan mual dan diare.",
            advice="Jangan dimakan. Kembalikan ke tempat membeli; uang dikembalikan. Bila sakit, periksakan diri.",
        ),
    )
    due = clock.today() + timedelta(days=12)
    problems.days_ago(
        4,
        lambda: measures.plan_agree(
            actor=problems.trade,
            case_id=case.pk,
            text="Tarik semua botol SP-0911; rebus botol 15 menit, isi panas; catat suhu tiap produksi. Kami dampingi.",
            due_on=due,
        ),
    )
    words = "Terima kasih. Produk sudah diuji dan batch ini ditarik. Mohon botol yang tersisa jangan dibuang dahulu."
    problems.days_ago(4, lambda: close.reporter_tell(actor=problems.trade, case_id=case.pk, text=words))


def _closed(problems: Problems) -> None:
    """An ordinary one that came to its end: the maker put it right."""
    maker = _maker("roti_kering")
    told = Report(
        product_name=_product(maker, "Kue kering keju"),
        happened="Di label tertulis 250 gram, ditimbang di rumah hanya 205 gram. Dua bungkus sama saja.",
        bought_at="Toko oleh-oleh di Wlingi",
        kind="price",
        district=maker.district if maker else "",
    )
    case = problems.reported(19, told, maker)
    problems.triaged(18, case, "price", "minor")
    problems.examined(17, case)
    problems.found(14, case, "Lima bungkus ditimbang: 203 sampai 211 gram. Timbangan pembuat sudah lama tidak ditera.")
    problems.days_ago(
        14,
        lambda: measures.plan_agree(
            actor=problems.trade,
            case_id=case.pk,
            text="Tera ulang timbangan di UPT Metrologi Legal, dan timbang ulang sisa persediaan.",
            due_on=clock.today() + timedelta(days=10),
        ),
    )
    action = case.actions.get()
    seen = "Timbangan sudah ditera; sepuluh bungkus baru ditimbang, semuanya 250 gram lebih."
    problems.days_ago(
        6,
        lambda: measures.measure_fulfil(actor=problems.trade, case_id=case.pk, action_id=action.pk, text=seen),
    )
    result = "Benar, isinya kurang. Timbangan pembuat sudah ditera ulang dan bungkus yang baru sudah sesuai."
    problems.days_ago(
        5,
        lambda: close.case_close(actor=problems.trade, case_id=case.pk, version=version(case), result=result),
    )


def _late(problems: Problems) -> None:
    """A report that nobody has read in time."""
    maker = _maker("mainan_anak")
    told = Report(
        product_name=_product(maker, "Mobil-mobilan kayu"),
        happened="Paku kecil di roda mobil-mobilan menonjol, tangan anak saya tergores.",
        bought_at="Pasar malam di alun-alun",
        kind="safety",
        district=maker.district if maker else "",
    )
    problems.reported(6, told, maker, "mainan_anak")


def _asked(problems: Problems) -> None:
    """The owner to play is asked for a statement."""
    wati = Business.objects.known().filter(owner__user__email=f"wati@{HOST}").exclude(products=None).first()
    maker = wati or _maker("batik_tulis")
    told = Report(
        product_name=_product(maker, "Batik tulis"),
        happened="Dua dari tiga yang saya beli sudah rusak ketika dibuka, padahal baru dibeli sehari sebelumnya.",
        bought_at="Pameran di Kanigoro",
        kind="quality",
        reporter_name="Endah",
        reporter_contact="endah@contoh.example",
    )
    case = problems.reported(4, told, maker)
    problems.triaged(3, case, "quality", "minor")
    problems.examined(2, case)
    question = "Produk ini dilaporkan rusak sehari setelah dibeli. Kapan dibuat, dan bagaimana mutunya diperiksa?"
    problems.days_ago(2, lambda: examine.statement_ask(actor=problems.trade, case_id=case.pk, text=question))
    problems.days_ago(1, lambda: _visit_planned(problems, Case.objects.get(pk=case.pk)))


def _visit_planned(problems: Problems, case: Case) -> None:
    """Somebody goes to look; whoever goes there anyway looks into it too."""
    if planned_visit(case).exists():
        visits.case_visit_share(actor=problems.trade, case_id=case.pk)
        return
    visits.case_visit_plan(
        actor=problems.trade,
        case_id=case.pk,
        planned_on=problems.calendar.add(clock.today(), 2),
        surveyor=problems.office.surveyor(case.district),
        remark="Lihat cara membuat dan menyimpannya; minta contoh dari kiriman yang sama.",
    )


def _unregistered(problems: Problems) -> None:
    """A maker that the register only knows of, and a second report about the same product."""
    maker = _maker("keripik_buah", registered=False)
    name = _product(maker, "Keripik nangka")
    told = Report(
        product_name=name,
        maker_name=maker.name if maker else "Bu Parti",
        happened="Tidak ada tanggal kedaluwarsa dan nomor P-IRT di bungkusnya, dijual di minimarket.",
        bought_at="Minimarket di Srengat",
        kind="label",
        district=maker.district if maker else "",
    )
    case = problems.reported(3, told, maker)
    problems.triaged(2, case, "label", "serious")
    again = Report(
        product_name=name,
        maker_name=told.maker_name,
        happened="Bungkusnya polos, tidak jelas kapan dibuat. Sebagian keripik sudah tengik.",
        bought_at="Warung di pertigaan",
        kind="quality",
        district=told.district,
    )
    problems.reported(1, again)


def _new(problems: Problems) -> None:
    """A report that has just come in, about a maker whom nobody knows."""
    told = Report(
        product_name="Enting-enting kacang “Manis Jaya”",
        maker_name="Manis Jaya",
        happened="Ada serpihan plastik di dalam dua potong. Untung tidak tertelan.",
        bought_at="Titipan di kantin kantor",
        kind="safety",
    )
    problems.reported(0, told, picture="enteng_enteng")
