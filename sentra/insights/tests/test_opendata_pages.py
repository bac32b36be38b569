"""Open data as everybody reads them: pages, files, dictionary, catalogue; addresses that stay; nothing personal."""

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from sentra.insights.models import DataVersion
from sentra.insights.opendata.sets import (
    COUNTED,
    DATA_SETS,
    LICENSING,
    MAKERS,
    PROGRAMMES,
    REFUSALS,
    WORKERS,
)
from sentra.insights.services.count import months_count
from sentra.insights.services.opendata import data_make
from sentra.insights.tests.living import lives
from sentra.insights.tests.making_opendata import JUNE, SEPTEMBER, counted, some_businesses
from sentra.kernel import clock
from sentra.promotion.tests.shop import shop
from sentra.promotion.tests.unlisting import unlist
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, Owner

pytestmark = pytest.mark.django_db
IN_OCTOBER = datetime(2026, 10, 3, 5, tzinfo=UTC)
KEPT = {
    "usaha-komoditas": "kode_kecamatan,kecamatan,kode_komoditas,komoditas,jumlah_usaha,keterangan",
    "usaha-desa": "kode_kecamatan,kecamatan,kode_desa,desa,jumlah_usaha,keterangan",
    "usaha-legalitas": "kode_kecamatan,kecamatan,kode_legalitas,legalitas,jumlah_usaha,keterangan",
    "usaha-pemilik": "kode_kecamatan,kecamatan,kode_jenis_kelamin,jenis_kelamin,jumlah_usaha,keterangan",
    "usaha-ukuran-umkm": "kode_kecamatan,kecamatan,kode_ukuran,ukuran,jumlah_usaha,keterangan",
    "usaha-ukuran-industri": "kode_kecamatan,kecamatan,kode_ukuran,ukuran,jumlah_usaha,keterangan",
    "usaha-ukuran-bps": "kode_kecamatan,kecamatan,kode_ukuran,ukuran,jumlah_usaha,keterangan",
    "usaha-produksi": "kode_komoditas,komoditas,kode_produksi,produksi,jumlah_usaha,keterangan",
    "tenaga-kerja": "kode_kecamatan,kecamatan,kode_komoditas,komoditas,tenaga_kerja,keterangan",
    "izin-bulanan": "bulan,kode_layanan,layanan,permohonan_masuk,izin_terbit,median_hari_kerja",
    "izin-tahunan": ("tahun,kode_layanan,layanan,permohonan_masuk,izin_terbit,ditolak,median_hari_kerja,keterangan"),
    "program": "tahun,kode_program,program,penawaran,kuota,peserta,anggaran",
    "perajin": "nama,kode_komoditas,komoditas,kode_kecamatan,kecamatan,alamat_halaman",
    "kecamatan": "kode_kecamatan,kecamatan,kode_desa,desa",
    "komoditas": "kode_komoditas,komoditas,komoditas_en,unggulan,kbli",
}
"""Codes and columns are a promise to others' programs: whoever changes them breaks it."""


def in_october() -> Client:
    """Two quarters are over, and the data made."""
    counted(some_businesses(900, 3), JUNE)
    counted(some_businesses(950, 3), SEPTEMBER)
    with clock.travel(IN_OCTOBER):
        data_make()
    return Client()


def body(response: Any) -> str:
    """Give the words of an answer, streamed or not."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode())


def table_of(text: str) -> list[list[str]]:
    """Read a CSV file."""
    return list(csv.reader(io.StringIO(text)))


def test_codes_and_columns_are_what_they_were() -> None:
    assert {one.code: ",".join(one.names) for one in DATA_SETS} == KEPT


def test_every_data_set_has_its_page_and_files() -> None:
    client = in_october()
    for one in DATA_SETS:
        assert client.get(f"/data/{one.code}/").status_code == 200
        head, *rows = table_of(body(client.get(f"/data/{one.code}.csv")))
        assert head == one.names
        told = json.loads(body(client.get(f"/data/{one.code}.json")))
        assert [column["name"] for column in told["columns"]] == head
        assert len(told["rows"]) == len(rows)
        for row, record in zip(rows, told["rows"], strict=True):
            assert [str("" if value is None else value) for value in record.values()] == row
    listed = client.get("/data/").content.decode()
    assert all(f'href="/data/{one.code}/"' in listed for one in DATA_SETS)


def test_a_page_without_data_says_when_they_come() -> None:
    assert Client().get("/data/usaha-desa/").status_code == 200
    assert Client().get("/data/usaha-desa.csv").status_code == 404
    assert Client().get("/data/").status_code == 200


def test_pages_are_small_and_in_both_languages() -> None:
    client = in_october()
    pages = ("/data/", "/data/usaha-komoditas/", "/data/perajin/")
    assert all(len(client.get(page).content) < 100_000 for page in pages)
    client.cookies["bahasa"] = "en"
    assert "Open data" in client.get("/data/").content.decode()
    assert '<html lang="en">' in client.get("/data/usaha-komoditas/").content.decode()


def test_the_newest_file_is_the_newest_version_and_older_ones_stay() -> None:
    client = in_october()
    newest = client.get("/data/usaha-komoditas.csv").content
    assert client.get("/data/usaha-komoditas/2026-09.csv").content == newest
    assert client.get("/data/usaha-komoditas/2026-06.csv").content != newest
    assert client.get("/data/usaha-komoditas/2026-03.csv").status_code == 404
    assert client.get("/data/izin-bulanan/2026-09.json").json()["period"] == "2026-09"


def test_data_are_made_once() -> None:
    in_october()
    made = DataVersion.objects.count()
    assert made == 2 * len(COUNTED) + len((WORKERS, LICENSING, REFUSALS, PROGRAMMES))
    with clock.travel(IN_OCTOBER):
        assert data_make() == 0
    assert DataVersion.objects.count() == made


def test_what_was_published_never_changes() -> None:
    in_october()
    with pytest.raises(DatabaseError), transaction.atomic():
        DataVersion.objects.filter(month=JUNE).update(rows=[])
    with pytest.raises(DatabaseError), transaction.atomic():
        DataVersion.objects.filter(month=JUNE).delete()


def test_no_quarter_before_the_first_published_one_is_made_later() -> None:
    in_october()
    counted(some_businesses(800, 3), date(2026, 3, 1))
    with clock.travel(IN_OCTOBER):
        assert data_make() == 0


def test_whoever_has_a_file_is_only_told_so() -> None:
    client = in_october()
    shop()
    for path in ("/data/usaha-komoditas.csv", "/data/usaha-komoditas/2026-06.json", "/data/perajin.csv"):
        first = client.get(path)
        assert first.status_code == 200
        again = client.get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["Access-Control-Allow-Origin"] == "*"
        assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    told = client.get("/data/usaha-komoditas.csv")["Last-Modified"]
    assert client.get("/data/usaha-komoditas.csv", headers={"if-modified-since": told}).status_code == 304
    nonsense = {"if-modified-since": "yesterday", "if-none-match": "\x7f,,W/"}
    assert client.get("/data/usaha-komoditas.csv", headers=nonsense).status_code == 200


def test_data_and_only_data_are_open_to_pages_of_any_site() -> None:
    client = in_october()
    for path in ("/data/program.csv", "/data/program.json", "/data/program/kamus.csv", "/data/katalog.jsonld"):
        answer = client.get(path)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
    assert "Access-Control-Allow-Origin" not in client.get("/data/")
    assert client.get("/data/program.csv")["Content-Type"].startswith("text/csv")
    assert client.get("/data/katalog.jsonld")["Content-Type"].startswith("application/ld+json")


def test_the_dictionary_says_what_each_column_means() -> None:
    for one in DATA_SETS:
        head, *rows = table_of(Client().get(f"/data/{one.code}/kamus.csv").content.decode())
        assert head == ["nama", "judul", "jenis", "arti", "satuan"]
        assert [row[0] for row in rows] == one.names
        assert all(all(row[:4]) for row in rows)


def test_the_catalogue_is_dcat() -> None:
    told = in_october().get("/data/katalog.jsonld").json()
    assert told["@type"] == "dcat:Catalog"
    assert told["dct:license"]["@id"] == current_pack().opendata.licence.url
    prefixes = set(told["@context"])
    assert _prefixes(told) <= prefixes
    assert {one["dct:identifier"] for one in told["dcat:dataset"]} == {one.code for one in DATA_SETS}
    client = Client()
    for one in told["dcat:dataset"]:
        assert {part["@language"] for part in one["dct:title"]} == {"id", "en"}
        assert one["dct:publisher"]["@id"] == told["dct:publisher"]["@id"]
        versions = [one, *one.get("dcat:hasVersion", ())]
        for file in (file for version in versions for file in version["dcat:distribution"]):
            path = file["dcat:downloadURL"]["@id"].split("/", 3)[3]
            assert client.get(f"/{path}").status_code == 200
            assert file["dcat:mediaType"]["@id"].startswith("https://www.iana.org/assignments/media-types/")


def _prefixes(told: Any) -> set[str]:
    """Give the prefixes of all names in a JSON-LD document."""
    if isinstance(told, list):
        return {prefix for one in told for prefix in _prefixes(one)}
    if not isinstance(told, dict):
        return set()
    inside = {prefix for key, one in told.items() if key != "@context" for prefix in _prefixes(one)}
    return inside | {key.split(":")[0] for key in told if not key.startswith("@")}


def test_a_page_tells_search_machines_what_it_is() -> None:
    page = in_october().get("/data/usaha-komoditas/").content.decode()
    block = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert block["@type"] == "Dataset"
    assert block["version"] == "2026-09"
    assert block["isAccessibleForFree"] is True


@pytest.mark.parametrize("way", ["withdrawn", "hidden", "expired", "closed", "new_owner"])
def test_a_maker_who_isnt_public_any_more_is_gone_at_once(way: str) -> None:
    maker = shop()
    client = Client()
    before = client.get("/data/perajin.csv")
    assert maker.business.name in body(before)
    unlist(maker, way)
    after = client.get("/data/perajin.csv", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert maker.business.name not in body(after)
    assert not DataVersion.objects.filter(dataset=MAKERS.code).exists()


def test_a_name_that_is_a_formula_is_made_text() -> None:
    maker = shop()
    Business.objects.filter(pk=maker.business_id).update(name='=HYPERLINK("http://x.example")', brand="")
    rows = table_of(body(Client().get("/data/perajin.csv")))
    assert rows[1][0].startswith("'=")


def test_nothing_personal_stands_in_any_file() -> None:
    shown = shop()
    with clock.travel(datetime(2026, 9, 10, 5, tzinfo=UTC)):
        for choice in range(40):
            lives("record" if choice % 3 else "list", choice)
        for choice in range(40):
            lives("tell", choice)
    with clock.travel(IN_OCTOBER):
        months_count()
        data_make()
    client = Client()
    secrets = _secrets()
    assert len(secrets) > 40
    for one in DATA_SETS:
        for path in (f"/data/{one.code}.csv", f"/data/{one.code}.json", f"/data/{one.code}/"):
            text = body(client.get(path))
            allowed = {shown.business.name} if one.code == MAKERS.code else set()
            assert {secret for secret in secrets - allowed if secret in text} == set()


def _secrets() -> set[str]:
    found = set()
    for owner in Owner.objects.all():
        found |= {owner.name, owner.nik, owner.phone, owner.email, owner.address}
    for one in Business.objects.all():
        found |= {one.name, one.register_number, one.phone, one.email, one.address, one.nib or "", str(one.pk)}
    return {secret for secret in found if len(secret) > 3}


@pytest.mark.parametrize(
    "path",
    [
        "/data/nothing/",
        "/data/nothing.csv",
        "/data/usaha-desa.exe",
        "/data/usaha-desa.csv%00",
        "/data/..%2f..%2fetc%2fpasswd.csv",
        "/data/usaha-desa/2026-13.csv",
        "/data/usaha-desa/0000-01.csv",
        "/data/usaha-desa/99999-01.csv",
        "/data/usaha-desa/2026-09.xlsx",
        "/data/perajin/2026-09.csv",
        "/data/nothing/kamus.csv",
        f"/data/{'x' * 3000}.csv",
        "/data/'; DROP TABLE insights_dataversion; --.csv",
    ],
)
def test_addresses_that_somebody_makes_up_lead_nowhere(path: str) -> None:
    counted(some_businesses(300, 3))
    with clock.travel(IN_OCTOBER):
        data_make()
    assert Client().get(path).status_code == 404


def test_files_are_read_not_written() -> None:
    client = in_october()
    for path in ("/data/", "/data/usaha-desa/", "/data/usaha-desa.csv", "/data/katalog.jsonld"):
        assert client.post(path, {"x": "y"}).status_code == 405
        assert client.head(path).status_code == 200


def test_asking_for_data_counts_nothing(django_assert_max_num_queries: Any) -> None:
    client = in_october()
    with django_assert_max_num_queries(4):
        client.get("/data/usaha-komoditas.csv")
    with django_assert_max_num_queries(4):
        client.get("/data/")
