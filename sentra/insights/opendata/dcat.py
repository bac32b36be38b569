"""The catalogue of data sets as others' catalogues read it: DCAT 3 in JSON-LD, and schema.org in the pages."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from sentra.insights.models import DataVersion
from sentra.insights.opendata.described import DataSet
from sentra.insights.opendata.files import MEDIA
from sentra.insights.opendata.reading import Listed
from sentra.kernel.errors import Message
from sentra.kernel.text import Text
from sentra.promotion.addresses import absolute
from sentra.reference.loading import current_pack

Data = dict[str, Any]
LANGUAGES = ("id", "en")
FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
IANA = "https://www.iana.org/assignments/media-types/"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def page_url(dataset: DataSet) -> str:
    """Give the address of a data set's page."""
    return absolute(reverse("insights:dataset", args=[dataset.code]))


def file_url(dataset: DataSet, ending: str, version: DataVersion | None = None) -> str:
    """Give the address of a file: the newest, or that of a version."""
    if version is None:
        return absolute(reverse("insights:dataset_file", args=[dataset.code, ending]))
    return absolute(reverse("insights:dataset_version", args=[dataset.code, version.month, ending]))


def _both(words: Message | Text) -> list[Data]:
    """Give words in both languages."""
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append({"@value": str(words), "@language": language})
    return found


def _id(address: str) -> Data:
    return {"@id": address}


def _moment(version: DataVersion) -> Data:
    return {"@type": "xsd:dateTime", "@value": version.made_at.isoformat()}


def catalogue(listed: Iterable[Listed]) -> Data:
    """Tell of all data sets, as a catalogue of DCAT 3."""
    terms = current_pack().opendata
    home = absolute(reverse("insights:data"))
    publisher: Data = {
        "@id": f"{home}#penerbit",
        "@type": "foaf:Agent",
        "foaf:name": _both(terms.publisher.name),
        "foaf:mbox": _id(f"mailto:{terms.publisher.email}"),
    }
    if terms.publisher.url:
        publisher["foaf:homepage"] = _id(terms.publisher.url)
    there = [one for one in listed if one.is_there]
    return {
        "@context": CONTEXT,
        "@id": absolute(reverse("insights:data_catalogue")),
        "@type": "dcat:Catalog",
        "dct:title": _both(terms.title),
        "dct:description": _both(terms.what),
        "dct:publisher": publisher,
        "dct:license": _id(terms.licence.url),
        "dct:language": list(LANGUAGES),
        "foaf:homepage": _id(home),
        "dcat:themeTaxonomy": [_id(theme.rsplit("/", 1)[0]) for theme in terms.themes],
        "dcat:dataset": [_dataset(one, f"{home}#penerbit") for one in there],
    }


def _dataset(listed: Listed, publisher: str) -> Data:
    dataset, newest, terms = listed.dataset, listed.newest, current_pack().opendata
    page = page_url(dataset)
    told: Data = {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.code,
        "dct:title": _both(dataset.title),
        "dct:description": _both(dataset.description),
        "dct:publisher": _id(publisher),
        "dct:provenance": _both(dataset.source),
        "dct:accrualPeriodicity": _id(FREQUENCY + dataset.rhythm.frequency),
        "dct:spatial": {"@type": "dct:Location", "dct:identifier": current_pack().regency.code},
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": _both(terms.publisher.name),
            "vcard:hasEmail": _id(f"mailto:{terms.publisher.email}"),
        },
        "dcat:keyword": [word for keyword in terms.keywords for word in _both(keyword)],
        "dcat:theme": [_id(theme) for theme in terms.themes],
        "dcat:landingPage": _id(page),
        "dct:conformsTo": _id(absolute(reverse("insights:dataset_dictionary", args=[dataset.code]))),
        "dcat:distribution": [_file(dataset, ending) for ending in MEDIA],
    }
    if newest:
        told |= {
            "dct:issued": _moment(listed.versions[-1]),
            "dct:modified": _moment(newest),
            "dcat:version": newest.period,
            "dcat:hasVersion": [_version(dataset, one) for one in listed.versions],
        }
    return told


def _version(dataset: DataSet, version: DataVersion) -> Data:
    page = page_url(dataset)
    return {
        "@id": f"{page}#{version.period}",
        "@type": "dcat:Dataset",
        "dct:title": _both(dataset.title),
        "dcat:version": version.period,
        "dcat:isVersionOf": _id(page),
        "dct:issued": _moment(version),
        "dcat:distribution": [_file(dataset, ending, version) for ending in MEDIA],
    }


def _file(dataset: DataSet, ending: str, version: DataVersion | None = None) -> Data:
    url = file_url(dataset, ending, version)
    return {
        "@id": url,
        "@type": "dcat:Distribution",
        "dct:title": f"{dataset.code}.{ending}",
        "dcat:accessURL": _id(page_url(dataset)),
        "dcat:downloadURL": _id(url),
        "dcat:mediaType": _id(IANA + MEDIA[ending]),
        "dct:format": _id(FILE_TYPE + ending.upper()),
        "dct:license": _id(current_pack().opendata.licence.url),
    }


def schema_org(listed: Listed) -> Data:
    """Tell of a data set as search machines read it, in the language of the page."""
    dataset, newest, terms = listed.dataset, listed.newest, current_pack().opendata
    told: Data = {
        "@type": "Dataset",
        "name": str(dataset.title),
        "description": str(dataset.description),
        "url": page_url(dataset),
        "identifier": dataset.code,
        "license": terms.licence.url,
        "isAccessibleForFree": True,
        "keywords": [str(one) for one in terms.keywords],
        "creator": {"@type": "Organization", "name": str(terms.publisher.name), "email": terms.publisher.email},
        "spatialCoverage": str(current_pack().regency.name),
        "variableMeasured": [str(one.title) for one in dataset.columns if one.unit],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": MEDIA[ending], "contentUrl": file_url(dataset, ending)}
            for ending in MEDIA
        ],
    }
    if newest:
        told |= {
            "version": newest.period,
            "dateModified": newest.made_at.isoformat(),
            "temporalCoverage": newest.period,
        }
    return told
