"""What no record holds is deleted for good after a week; what one holds stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from sentra.files.models import File
from sentra.files.services import UNUSED_FOR, file_read, made_file_store, unused_files_clear
from sentra.kernel import clock
from sentra.licensing.services.draft import draft_discard
from sentra.licensing.tests.making import filled_draft
from sentra.people.tests.people import owner

pytestmark = pytest.mark.django_db

LATER = UNUSED_FOR + timedelta(hours=1)


def contents() -> list[Path]:
    """Give the contents on the disk."""
    return [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]


def test_papers_of_a_discarded_draft_are_gone_after_a_week(
    django_capture_on_commit_callbacks: pytest.FixtureRequest,
) -> None:
    application = filled_draft(owner())
    files = File.objects.count()
    assert files
    draft_discard(actor=owner(), application_id=application.pk)
    assert unused_files_clear() == 0
    with clock.travel(clock.now() + LATER), django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert unused_files_clear() == files
    assert not File.objects.exists()


def test_what_a_record_holds_stays() -> None:
    filled_draft(owner())
    files = File.objects.count()
    with clock.travel(clock.now() + LATER):
        assert unused_files_clear() == 0
    assert File.objects.count() == files


def test_a_content_that_another_file_has_too_stays(
    django_capture_on_commit_callbacks: pytest.FixtureRequest,
) -> None:
    unused = made_file_store(data=b"%PDF-1.7 the same", media_type="application/pdf", name="a")
    with clock.travel(clock.now() + LATER), django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        kept = made_file_store(data=b"%PDF-1.7 the same", media_type="application/pdf", name="b")
        assert unused_files_clear() == 1
    assert not File.objects.filter(pk=unused.pk).exists()
    assert file_read(kept) == b"%PDF-1.7 the same"
