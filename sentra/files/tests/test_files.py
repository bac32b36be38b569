"""Files are kept once, by what they hold, apart from what the web shows."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sentra.files.models import File
from sentra.files.services import file_read, file_store, made_file_store
from sentra.files.serving import serve

pytestmark = pytest.mark.django_db


def upload(colour: str = "#a4512c") -> SimpleUploadedFile:
    """A small picture."""
    output = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(output, "PNG")
    return SimpleUploadedFile("foto.png", output.getvalue())


def kept() -> list[Path]:
    """Give the files on disk."""
    return [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]


def test_the_same_content_is_kept_once_under_its_hash() -> None:
    before = len(kept())
    one = file_store(actor=None, upload=upload("#123456"), name="satu.png", field="ktp")
    two = file_store(actor=None, upload=upload("#123456"), name="dua.png", field="ktp")
    assert one.sha256 == two.sha256
    assert (one.name, two.name) == ("satu.png", "dua.png")
    assert File.objects.count() == 2
    assert len(kept()) == before + 1
    assert any(path.name == one.sha256 for path in kept())
    assert file_read(one) == file_read(two)


def test_files_lie_outside_of_what_the_web_server_shows() -> None:
    assert not Path(settings.FILES_ROOT).is_relative_to(settings.STATIC_ROOT)


def test_what_sentra_made_is_kept_byte_by_byte() -> None:
    data = b"%PDF-1.7 signed"
    assert file_read(made_file_store(data=data, media_type="application/pdf", name="../izin.pdf")) == data


def test_a_disk_that_is_full_leaves_no_half_file(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        file_store(actor=None, upload=upload("#654321"), name="x.png", field="ktp")
    assert kept() == before
    assert not File.objects.exists()


def test_a_file_is_served_privately_and_never_run() -> None:
    file = made_file_store(data=b"x", media_type="application/pdf", name='surat "é" 王.pdf')
    for inline in (True, False):
        response = serve(file, inline=inline)
        assert response["Content-Disposition"].startswith("inline" if inline else "attachment")
        assert "\n" not in response["Content-Disposition"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["Cache-Control"] == "private, no-store"
