"""A checklist of any allowed shape: it renders, its answers validate, and come back the same."""

import hashlib
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sentra.kernel import clock
from sentra.kernel.text import Text
from sentra.people.tests.people import owner
from sentra.reference import checklist_answers
from sentra.reference.checklist_answers import Facts
from sentra.reference.checklist_typed import read_typed, write_typed
from sentra.reference.checklists import BY_ANSWER, Checklist, FindingRule, Option, Question, Section
from sentra.reference.models import ChecklistRevision
from sentra.registry.tests.making import registered
from sentra.surveys.forms import NOTED, ReportForm
from sentra.surveys.models import PhotoArrival, Report
from sentra.surveys.rules import Asks
from sentra.surveys.shown import Stated
from sentra.surveys.tests.making import photograph, signed_in
from sentra.surveys.tests.phone import DrawnForm, send_form, send_photo
from sentra.surveys.tests.visiting import business_visit

KINDS = ("yes_no", "grade", "number", "choice", "text", "photo", "place", "signature")
WORDS = some.text("abcdeé <&>\"'", min_size=1, max_size=20).filter(lambda text: text.strip())
LINE = WORDS.map(str.strip).map(lambda text: " ".join(text.split()))
FACTS = Facts({"commodity": "", "visit": "supervision"})


@some.composite
def texts(draw: some.DrawFn) -> Text:
    """Words in two languages."""
    return Text(id=draw(LINE), en=draw(LINE))


@some.composite
def rules(draw: some.DrawFn, possible: tuple[str, ...] = ()) -> FindingRule:
    """A rule by which an answer makes a finding."""
    told: dict[str, Any] = {"gravity": draw(some.sampled_from(["minor", "major", "critical"])), "what": draw(texts())}
    told["days"] = draw(some.integers(1, 365))
    if possible:
        return FindingRule(answers=tuple(draw(some.sets(some.sampled_from(possible), min_size=1))), **told)
    side = draw(some.sampled_from(["below", "above"]))
    return FindingRule(**{side: Decimal(draw(some.integers(0, 100)))}, **told)


@some.composite
def questions(draw: some.DrawFn, code: str, earlier: dict[str, tuple[str, ...]]) -> Question:
    """A question of any kind, maybe opened by an earlier one."""
    kind = draw(some.sampled_from(KINDS))
    options = tuple(Option(code=f"o{place}", label=draw(texts())) for place in range(draw(some.integers(2, 4))))
    told: dict[str, Any] = {"code": code, "kind": kind, "label": draw(texts()), "required": draw(some.booleans())}
    if kind == "yes_no":
        told["must"] = draw(some.booleans())
    if kind in {"yes_no", "grade"}:
        told["grades_for"] = draw(some.sampled_from([None, "quality", "readiness"]))
    if kind == "grade":
        told["grades"] = options
    if kind == "choice":
        told |= {"choices": options, "several": draw(some.booleans())}
    if kind == "number":
        told |= {"least": 0, "most": draw(some.integers(1, 5000)), "decimals": draw(some.integers(0, 2))}
    if kind == "photo":
        least = draw(some.integers(0, 3))
        told |= {"least": least, "most": draw(some.integers(max(least, 1), 5))}
    possible = ("yes", "no", "not_applicable") if kind == "yes_no" else tuple(one.code for one in options)
    if kind in BY_ANSWER or kind == "number":
        told["finding"] = tuple(draw(some.lists(rules(possible if kind in BY_ANSWER else ()), max_size=2)))
    opened = draw(some.booleans())
    if earlier and opened:
        about = draw(some.sampled_from(sorted(earlier)))
        told["when"] = {about: tuple(draw(some.sets(some.sampled_from(earlier[about]), min_size=1)))}
    return Question(**told)


@some.composite
def checklists(draw: some.DrawFn) -> Checklist:
    """A checklist of any allowed shape."""
    earlier: dict[str, tuple[str, ...]] = {}
    sections = []
    for place in range(draw(some.integers(1, 3))):
        found = []
        for inside in range(draw(some.integers(1, 4))):
            question = draw(questions(f"q{place}_{inside}", dict(earlier)))
            if question.possible:
                earlier[question.code] = question.possible
            found.append(question)
        sections.append(Section(code=f"s{place}", title=draw(texts()), questions=tuple(found)))
    return Checklist(code="any", title=draw(texts()), sections=tuple(sections), source="test")


def answer(draw: some.DrawFn, question: Question) -> Any:
    """An allowed answer."""
    if question.kind == "choice" and question.several:
        return sorted(draw(some.sets(some.sampled_from(question.possible), min_size=1)))
    if question.possible:
        return draw(some.sampled_from(question.possible))
    if question.kind == "number":
        scale = 10**question.decimals
        number = Decimal(draw(some.integers(0, int(question.most or 0) * scale))) / scale
        return f"{number.normalize():f}"
    if question.kind == "photo":
        many = draw(some.integers(max(question.photos_least, 1), question.photos_most))
        return [f"file-{place}" for place in range(many)]
    if question.kind == "place":
        degrees = some.integers(-11_000_000, 6_000_000), some.integers(95_000_000, 141_000_000)
        lat, lon = (draw(one) / 1_000_000 for one in degrees)
        return {"lat": lat, "lon": lon, "accuracy": draw(some.none() | some.integers(0, 5000))}
    if question.kind == "signature":
        return {"name": draw(LINE), "file": draw(some.sampled_from(["", "file-s"]))}
    return draw(LINE)


@some.composite
def answered(draw: some.DrawFn) -> tuple[Checklist, dict[str, Any]]:
    """A checklist with an allowed answer to everything that it asks."""
    checklist = draw(checklists())
    answers: dict[str, Any] = {}
    for question in checklist.questions:
        if question in checklist_answers.asked(checklist, answers, FACTS):
            answers[question.code] = answer(draw, question)
    return checklist, answers


FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(answered())
def test_answers_typed_and_read_are_the_same_and_nothing_is_wrong(made: tuple[Checklist, dict[str, Any]]) -> None:
    checklist, answers = made
    typed, files = write_typed(list(checklist.questions), answers)
    read, _notes, unreadable = read_typed(list(checklist.questions), typed, files)
    assert unreadable == []
    assert read == answers
    notes = dict.fromkeys(answers, "Terlihat.")
    assert checklist_answers.problems(checklist, read, FACTS, notes) == []
    assert checklist_answers.kept(checklist, read, FACTS) == answers
    found = checklist_answers.findings(checklist, read, FACTS, clock.today())
    assert {one.question.code for one in found} <= set(answers)
    assert all(0 <= score <= 100 for score in checklist_answers.scores(checklist, read, FACTS).values())
    assert all(checklist_answers.shown(one, read[one.code]) for one in checklist.questions if one.code in read)


@FEW
@given(answered())
def test_a_checklist_comes_back_from_json_as_it_was(made: tuple[Checklist, dict[str, Any]]) -> None:
    checklist, _answers = made
    assert Checklist.model_validate(checklist.model_dump(mode="json")) == checklist


@FEW
@given(answered())
def test_what_is_left_out_is_named_at_its_question(made: tuple[Checklist, dict[str, Any]]) -> None:
    checklist, _answers = made
    asked = checklist_answers.asked(checklist, {}, FACTS)
    missing = {f"q-{one.code}" for one in asked if one.required and (one.kind != "photo" or one.photos_least)}
    assert {one.field for one in checklist_answers.problems(checklist, {}, FACTS)} == missing


@FEW
@given(answered(), some.sampled_from([None, 7, ["x"], {"lat": "x"}, {"name": 3, "file": []}, "x" * 5000, [[1]], {}]))
def test_an_answer_of_another_shape_is_a_problem_and_never_a_fault(
    made: tuple[Checklist, dict[str, Any]], strange: Any
) -> None:
    checklist, answers = made
    for code in answers:
        checklist_answers.problems(checklist, {**answers, code: strange}, FACTS)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(answered())
def test_a_checklist_is_drawn_with_what_was_typed(made: tuple[Checklist, dict[str, Any]]) -> None:
    checklist, answers = made
    asks = Asks("supervision", checklist, FACTS)
    typed, _files = write_typed(list(checklist.questions), answers)
    form = ReportForm(asks, typed=typed, stated=Stated(), files={})
    drawn = [asked for _section, found in form.sections() for asked in found]
    assert [one.question for one in drawn] == list(checklist.questions)
    for one in drawn:
        page = render_to_string("surveys/question.html", {"asked": one})
        assert f'name="q-{one.question.code}"' in page
        assert page.count("checked") >= (1 if one.question.possible and one.question.code in answers else 0)


COLOURS = count(1)
SEEN = {
    "findings": ["Dilihat di tempat."],
    "production": ["smooth"],
    "workers_men": ["1"],
    "workers_women": ["2"],
    "capacity": ["40 kg"],
}


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=answered())
def test_a_report_filled_in_without_signal_arrives_as_it_was_filled_in(made: tuple[Checklist, dict[str, Any]]) -> None:
    checklist, answers = made
    visit = business_visit(registered(owner(), name=f"Usaha {next(COLOURS)}"))
    content = checklist.model_dump(mode="json")
    fingerprint = hashlib.sha256(str(next(COLOURS)).encode()).hexdigest()
    visit.revision = ChecklistRevision.objects.create(
        code="any", number=next(COLOURS), content=content, fingerprint=fingerprint
    )
    visit.save()
    client, address = signed_in(visit.surveyor), reverse("surveys:visit_report", args=[visit.pk])
    page = DrawnForm(client.get(address).content.decode())
    keys: dict[str, list[str]] = {}
    for question in checklist.questions:
        files = checklist_answers.files_of(question, answers.get(question.code))
        if files:
            photos = [photograph(f"#{next(COLOURS) * 40503 % 2**24:06x}").read() for _each in files]
            keys[question.code] = [str(send_photo(client, photo)) for photo in photos]
    given = page.entries({**SEEN, **filled(checklist, answers)})
    given |= {f"arrived-q-{code}": some for code, some in keys.items()}
    answer = send_form(client, address, {**given, "hand_in": ["1"]})
    assert answer.status_code == 200, answer.content
    report = Report.objects.get(visit=visit)
    kept = {str(one.pk): str(one.file_id) for one in PhotoArrival.objects.filter(sender=visit.surveyor)}
    assert report.answers == with_files(checklist, answers, {code: [kept[one] for one in keys[code]] for code in keys})
    assert str(report.key) == given["key"][0]


def filled(checklist: Checklist, answers: dict[str, Any]) -> dict[str, list[str]]:
    """Give the fields as somebody fills them in, without the files."""
    typed, _files = write_typed(list(checklist.questions), answers)
    fields = {name: [text] if isinstance(text, str) else text for name, text in typed.items() if text}
    notes = {f"n-{one.code}": ["Terlihat."] for one in checklist.questions if one.kind in NOTED and one.code in answers}
    return {**fields, **notes}


def with_files(checklist: Checklist, answers: dict[str, Any], files: dict[str, list[str]]) -> dict[str, Any]:
    """Put the files that arrived into answers."""
    whole = dict(answers)
    for question in checklist.questions:
        if question.code in files:
            is_photo = question.kind == "photo"
            value = files[question.code] if is_photo else {**answers[question.code], "file": files[question.code][0]}
            whole[question.code] = value
    return whole
