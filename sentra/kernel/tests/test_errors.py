"""A sentence about a field names it, once."""

import pytest

from sentra.kernel.errors import Problem, about, named


@pytest.mark.parametrize(
    ("label", "said", "told"),
    [
        ("Harga", "Tulis angka saja, misalnya 15000.", "Harga: tulis angka saja, misalnya 15000."),
        ("Biaya (opsional)", "Mohon isi.", "Biaya: mohon isi."),
        ("Apa yang salah?", "Mohon pilih.", "Apa yang salah: mohon pilih."),
        ("Nama produk", "Mohon jawab: Nama produk.", "Mohon jawab: Nama produk."),
        ("Nama Anda", "Mohon tulis nama Anda.", "Mohon tulis nama Anda."),
        ("NIK", "NIK terdiri dari 16 angka.", "NIK terdiri dari 16 angka."),
        ("Kode", "NIB terdiri dari 13 angka.", "Kode: NIB terdiri dari 13 angka."),
        ("Sampai", "Isi angka dari 1 sampai 9.", "Sampai: isi angka dari 1 sampai 9."),
        ("", "Mohon isi.", "Mohon isi."),
        ("Harga", "", "Harga: "),
    ],
)
def test_a_sentence_names_what_it_is_about(label: str, said: str, told: str) -> None:
    assert about(label, said) == told


def test_problems_are_named_by_the_labels_of_their_fields() -> None:
    problems = [Problem("a", "x", "Mohon isi."), Problem("", "y", "Halaman berubah.")]
    assert [one.message for one in named(problems, {"a": "Judul"})] == ["Judul: mohon isi.", "Halaman berubah."]
