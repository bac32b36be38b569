"""The tables from nothing and back again, by way of what was: reports, visits and drafts from before there were typed
questions are carried over, nothing lost.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sentra.kernel import clock
from sentra.reference.checklists import Checklist

pytestmark = pytest.mark.migrates
OURS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("sentra."))
BEFORE = [
    ("surveys", "0002_report_drafts"),
    ("licensing", "0005_business"),
    ("reference", "0001_initial"),
    ("documents", "0002_lookups_cleared"),
]
TITLE = {"id": "Pemeriksaan", "en": "Inspection"}
LIST = {
    "code": "industri",
    "title": TITLE,
    "source": "kantor",
    "items": [
        {"code": "ready", "label": TITLE, "hint": None, "must": True, "when": None},
        {"code": "waste", "label": TITLE, "hint": None, "must": False, "when": {"commodity": "controlled"}},
    ],
}


@pytest.fixture
def before(transactional_db: None) -> Iterator[Apps]:
    """The tables as they were, made from nothing after all was taken back; afterwards they are what they are now."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate([(app, None) for app in OURS if app in executor.loader.migrated_apps])
        tables = set(connection.introspection.table_names()) - {"web_cache"}
        assert [name for name in tables if name.startswith(tuple(f"{label}_" for label in OURS))] == []
        was = MigrationExecutor(connection)
        was.migrate(BEFORE)
        yield was.loader.project_state(BEFORE).apps
    finally:
        again = MigrationExecutor(connection)
        again.migrate(newest)


def table(apps: Apps, label: str, name: str) -> Any:
    """Give a model as it was, or is, at some migration."""
    return apps.get_model(label, name)


def old_application(apps: Apps, revision: Any, person: Any, number: str, status: str) -> Any:
    """An application as it was."""
    return table(apps, "licensing", "Application").objects.create(
        number=number,
        revision=revision,
        service="tdi",
        applicant=person,
        entered_by=person,
        status=status,
        submitted_at=clock.now(),
        district="35.05.10",
        village="35.05.10.2003",
        commodity="sambel_pecel",
    )


def old_report(apps: Apps, application: Any, person: Any) -> Any:
    """A report as it was."""
    document = table(apps, "documents", "Document").objects.create(
        kind="survey_report", number=application.number, code=application.number, title="BAP", template="survey_report",
        data={}, record_type="x", record_id="x", signer_name="x", signer_position="x", issued_at=clock.now(),
    )  # fmt: skip
    results = {"ready": {"result": "ok", "note": ""}, "waste": {"result": "not_ok", "note": "Ke sungai"}}
    return table(apps, "surveys", "Report").objects.create(
        key=uuid4(), application=application, surveyor=person, visited_on=date(2026, 3, 4), results=results,
        findings="Baik", production="smooth", workers_men=1, workers_women=2, capacity="1 kg",
        recommendation="grant", document=document,
    )  # fmt: skip


def test_all_is_taken_back_to_nothing_made_again_and_what_was_is_carried_over(before: Apps) -> None:
    person = table(before, "people", "User").objects.create(name="Siti", email="siti@example.id")
    revision = table(before, "licensing", "ServiceRevision").objects.create(
        service="tdi", number=1, definition={}, checklist=LIST, fingerprint="x"
    )
    planned = old_application(before, revision, person, "P1", "decision")
    unplanned = old_application(before, revision, person, "P2", "granted")
    waiting = old_application(before, revision, person, "P3", "survey")
    visits = table(before, "surveys", "Visit").objects
    for application, day in ((planned, 1), (planned, 4), (waiting, 8)):
        visits.create(application=application, planned_on=date(2026, 3, day), surveyor=person, planned_by=person)
    for application in (planned, unplanned):
        old_report(before, application, person)
    typed = {"item-ready": "not_ok", "note-ready": "Belum", "findings": "x"}
    table(before, "surveys", "ReportDraft").objects.create(
        application=waiting, surveyor=person, key=uuid4(), data=typed
    )
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate(newest)
    now = executor.loader.project_state(newest).apps
    reports = table(now, "surveys", "Report").objects.select_related("visit").order_by("document__number")
    assert [one.answers for one in reports] == [{"ready": "yes", "waste": "no"}] * 2
    assert [one.notes for one in reports] == [{"waste": "Ke sungai"}] * 2
    assert [(one.district, one.visit.state, one.visit.planned_on.day) for one in reports] == [
        ("35.05.10", "done", 4),
        ("35.05.10", "done", 4),
    ]
    states = table(now, "surveys", "Visit").objects.order_by("planned_on", "pk").values_list("state", flat=True)
    assert list(states) == ["cancelled", "done", "done", "planned"]
    kept = table(now, "reference", "ChecklistRevision").objects.get()
    checklist = Checklist.model_validate(kept.content)
    assert [(one.code, one.kind, one.must) for one in checklist.questions] == [
        ("ready", "yes_no", True),
        ("waste", "yes_no", False),
    ]
    assert table(now, "licensing", "ServiceRevision").objects.get().checklist_id == kept.pk
    draft = table(now, "surveys", "ReportDraft").objects.get()
    assert draft.data == {"q-ready": "no", "n-ready": "Belum", "findings": "x"}
    for model in ("Report", "ReportDraft", "Visit"):
        table(now, "surveys", model).objects.all().delete()
    assert MigrationExecutor(connection).migration_plan(newest) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audit_entry_no_%'")
        assert cursor.fetchone() == (2,)
