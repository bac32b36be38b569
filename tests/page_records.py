"""The records that the table of pages names: one of every kind."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sentra.cases.services.measures import notice_publish, plan_agree
from sentra.cases.tests.making import found, reported
from sentra.files.services import file_store
from sentra.kernel import clock
from sentra.licensing.services.talk import flag_raise, question_ask
from sentra.licensing.tests.making import filled_draft, picture
from sentra.outbox.models import Mail, Notice
from sentra.people.models import Role, SavedView
from sentra.people.tests.people import officer, owner, stranger
from sentra.registry.facts import BusinessFacts, Entry, GroupFacts, OwnerFacts
from sentra.registry.models import Business, Merge, Owner, OwnerMerge, OwnerPair, Pair, RecordedFrom
from sentra.registry.services.doubles import pair_name
from sentra.registry.services.figures import figures_save
from sentra.registry.services.groups import group_save, member_add
from sentra.registry.services.items import item_save, photo_add
from sentra.registry.services.merge import pair_merge
from sentra.registry.services.owner_doubles import owner_pair_merge, owner_pair_name, seen_at
from sentra.registry.services.papers import paper_add
from sentra.registry.services.record import businesses_record
from sentra.surveys.tests.visiting import business_visit, census_visit, supervised
from sentra.transfer.tests.importing import BUDI, PRODUCT_HEADER, SITI, begun, rehearsed, settled, taken_over
from sentra.transfer.worker.result import result_write
from tests.making import DISTRICT, granted, printed, returned, sent_in, to_survey, walk_in_draft
from tests.page_records_insights import insights_records
from tests.page_records_programmes import programme_records
from tests.page_records_promotion import promotion_records


def records() -> dict[str, Any]:
    """Make a record of every kind; gives their ids by the words that the table uses."""
    draft = filled_draft(owner())
    case = sent_in(owner())
    permit = granted(sent_in(owner()))
    printed(permit.document)
    report = permit.application.survey_report
    printed(report.document)
    programmes = programme_records(permit.business)
    asking = officer(Role.VERIFIER)
    question = question_ask(actor=asking, application_id=case.pk, text="Berapa jumlah mesin?")
    flag = flag_raise(actor=asking, application_id=case.pk, reason="Alamat diragukan, perlu dicek.")
    photo = file_store(actor=officer(Role.SURVEYOR), upload=picture(), name="foto.jpg", field="photos")
    report.photos.add(photo)
    pair, pair_apart, merge = doubles()
    owner_pair, owner_pair_apart, owner_merge = owner_doubles()
    return {
        **visit_records(permit.business),
        **register_records(permit.business),
        "pair": pair.pk,
        "pair_apart": pair_apart.pk,
        "merge": merge.pk,
        "owner_pair": owner_pair.pk,
        "owner_pair_apart": owner_pair_apart.pk,
        "owner_merge": owner_merge.pk,
        "draft": draft.pk,
        "case": case.pk,
        "returned": returned(sent_in(owner())).pk,
        "walk_in": walk_in_draft(officer(Role.COUNTER, [DISTRICT], name="Loket")).pk,
        "permit": permit.pk,
        "code": permit.document.code,
        "surveyed": permit.application_id,
        "survey": to_survey(sent_in(owner())).pk,
        "report": report.pk,
        "photo": photo.pk,
        "question": question.pk,
        "flag": flag.pk,
        "paper": case.papers.all()[0].pk,
        "draft_paper": draft.papers.all()[0].pk,
        "mail": Mail.objects.filter(user=owner())[0].pk,
        "notice": Notice.objects.filter(user=owner())[0].pk,
        "view": SavedView.objects.create(owner=asking, page="queue:all", name="Milik rekan").pk,
        "stranger": stranger().pk,
        **import_records(),
        **case_records(permit.business),
        **programmes,
        **promotion_records(permit.business),
        **insights_records(),
    }


def case_records(business: Business) -> dict[str, Any]:
    """Make a problem that was just reported, and one that was found and is acted on."""
    complaint = reported(business, photos=[picture("#445566")])
    case = found(business)
    trade = officer(Role.DISPERINDAG)
    due = clock.today() + timedelta(days=14)
    plan = plan_agree(actor=trade, case_id=case.pk, text="Perbaiki sterilisasi botol.", due_on=due)
    told = {"kind": "recall", "batch": "B-12", "danger": "Tercemar bakteri.", "advice": "Kembalikan ke penjual."}
    notice = notice_publish(actor=trade, case_id=case.pk, **told)
    return {
        "problem": complaint.case.pk,
        "problem_photo": complaint.photos.all()[0].pk,
        "complaint": complaint.pk,
        "problem_found": case.pk,
        "measure": plan.pk,
        "warning": notice.number,
    }


def visit_records(business: Business) -> dict[str, Any]:
    """A supervision that found something, the follow-up of it that is planned, and the census of a village."""
    done, report = supervised(business)
    return {
        "visit_done": done.pk,
        "supervised": report.pk,
        "finding": report.found.all()[0].pk,
        "visit": business_visit(business, "follow_up").pk,
        "census": census_visit(business).pk,
    }


def register_records(business: Business) -> dict[str, Any]:
    """Make what hangs on a business of the register, and a group that it belongs to."""
    trade = officer(Role.DISPERINDAG)
    year = clock.today().year - 1
    product = business.products.all()[0]
    machine = {"machine_name": ["Oven"], "machine_count": ["1"]}
    item_save(actor=owner(), business_id=business.pk, kind="machine", item_id=None, given=machine)
    photo_add(actor=owner(), business_id=business.pk, product_id=product.pk, upload=picture(), caption="Sambel")
    declared = {"kind": ["sni"], "number": ["SNI 01-1234"]}
    paper = paper_add(actor=owner(), business_id=business.pk, given=declared, upload=picture("#223344"))
    told = {
        "workers_men": ["1"],
        "workers_women": ["2"],
        "investment": ["3.000.000"],
        "production_value": ["9.000.000"],
    }
    figures_save(actor=owner(), business_id=business.pk, year=year, version=0, given=told)
    facts = GroupFacts("sentra", "Sentra Sambel", business.district, business.village)
    group = group_save(actor=trade, group_id=None, version=0, facts=facts)
    membership = member_add(actor=trade, group_id=group.pk, number=business.register_number, role="member")
    return {
        "business": business.register_number,
        "year": year,
        "goods": product.pk,
        "tool": business.machines.all()[0].pk,
        "product_photo": product.photos.all()[0].pk,
        "declared": paper.pk,
        "group": group.pk,
        "membership": membership.pk,
    }


def import_records() -> dict[str, Any]:
    """Make an import in each of its states; row 2 of the rehearsed one may be a business that is known."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        applied = taken_over(folder, [PRODUCT_HEADER, SITI])
        result_write(applied.pk)
        other = [*SITI[:2], "Joko Widodo", *SITI[3:7], None, *SITI[8:13], "banyak", *SITI[14:]]
        made = {"import_begun": begun(folder, [PRODUCT_HEADER, BUDI])}
        made["import_rehearsed"] = rehearsed(folder, [PRODUCT_HEADER, other, BUDI])
        made["import_running"] = settled(begun(folder, [PRODUCT_HEADER, BUDI]))
    return {"import_applied": applied.pk, **{name: one.pk for name, one in made.items()}}


def doubles() -> tuple[Pair, Pair, Merge]:
    """Two pairs that wait for a decision, and two records that were merged."""
    keeper = officer(Role.DISPERINDAG, [DISTRICT], name="Penjaga")
    names = ("Gerabah Seni Lestari", "UD Gerabah Lestari", "Gerabah Lestari Jaya", "Gerabah Lestari Indah")
    told = [
        Entry(
            OwnerFacts("Tukiran Handoko"),
            BusinessFacts(name, DISTRICT, f"{DISTRICT}.2003", "gerabah_seni", phone="+6281000000001"),
            surely_new=True,
        )
        for name in names
    ]
    made = businesses_record(actor=keeper, entries=told, source=RecordedFrom.IMPORT)
    one, other, third, fourth = (outcome.business.register_number for outcome in made if outcome.business)
    pairs = [pair_name(actor=keeper, numbers=numbers) for numbers in ((one, other), (one, third), (third, fourth))]
    last = pairs[2]
    versions = {last.one_id: last.one.version, last.other_id: last.other.version}
    merge = pair_merge(actor=keeper, pair_id=last.pk, kept_id=last.one_id, versions=versions)
    return pairs[0], pairs[1], merge


def owner_doubles() -> tuple[OwnerPair, OwnerPair, OwnerMerge]:
    """Two pairs of owners that wait for a decision, and two owners that were merged."""
    keeper = officer(Role.DISPERINDAG, [DISTRICT], name="Penjaga")
    names = ("Sumarni", "Hj. Sumarni", "Bu Sumarni", "Sumarni, S.E.")
    told = [
        Entry(
            OwnerFacts(name, phone="+6281000000002", address=f"Dusun Krajan {place}"),
            BusinessFacts(f"Batik {place}", DISTRICT, f"{DISTRICT}.200{place}", "batik"),
            surely_new=True,
        )
        for place, name in enumerate(names, start=1)
    ]
    made = businesses_record(actor=keeper, entries=told, source=RecordedFrom.IMPORT)
    for outcome, entry in zip(made, told, strict=True):
        if outcome.business:
            apart = Owner.objects.create(name=entry.owner.name, phone=entry.owner.phone, address=entry.owner.address)
            Business.objects.filter(pk=outcome.business.pk).update(owner=apart)
    one, other, third, fourth = (outcome.business.register_number for outcome in made if outcome.business)
    pairs = [owner_pair_name(actor=keeper, numbers=both) for both in ((one, other), (one, third), (third, fourth))]
    last = pairs[2]
    seen = {owner.pk: seen_at(owner) for owner in (last.one, last.other)}
    merge = owner_pair_merge(actor=keeper, pair_id=last.pk, seen=seen, chosen={})
    return pairs[0], pairs[1], merge
