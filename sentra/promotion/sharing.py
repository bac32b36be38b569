"""What search machines and messengers read of a page: canonical address, languages, pictures, schema.org."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from sentra.kernel.text import tidy
from sentra.promotion.addresses import absolute, address, in_language, picture_path, share_url
from sentra.promotion.models import Maker, MakerPhoto, Showing
from sentra.promotion.reading import MakerPage, ProductPage
from sentra.registry.models import ProductPhoto

SHARED_WIDTH = 1200
LONGEST_DESCRIPTION = 160
UNSAFE = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end a data block or begin a tag, as JSON may also write it."""
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page of the catalogue: `path` is its address in the language that is read.

    What is looked for and from where on isn't part of it: to search machines each such list is the whole one.
    """

    title: str
    description: str
    path: str
    image: str = ""
    image_alt: str = ""
    kind: str = "website"
    data: Sequence[SafeString] = field(default=())

    @property
    def url(self) -> str:
        """The canonical address."""
        return absolute(self.path)

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The address of the page in each language, with what to give those of another."""
        own, english = (absolute(in_language(self.path, language)) for language in ("id", "en"))
        return [("id", own), ("en", english), ("x-default", own)]


def share_picture_url(subject: Maker | Showing | None, photo: ProductPhoto | MakerPhoto | None) -> str:
    """Give the address of the picture that a messenger shows beside a link; THE place that decides which one it is."""
    if isinstance(subject, Showing):
        return share_url(subject.maker, subject)
    if isinstance(subject, Maker):
        return share_url(subject)
    return absolute(picture_path(photo, SHARED_WIDTH)) if photo else ""


def head_of(
    request: HttpRequest,
    title: str,
    description: str,
    *,
    subject: Maker | Showing | None = None,
    photo: ProductPhoto | MakerPhoto | None = None,
    kind: str = "website",
    data: Sequence[Data] = (),
) -> Head:
    """Give the head of the page that is asked for."""
    return Head(
        title=title,
        description=shortened(description),
        path=request.path,
        image=share_picture_url(subject, photo),
        image_alt=(photo.caption if photo else "") or title,
        kind=kind,
        data=[data_block(one) for one in data],
    )


def shortened(words: str, most: int = LONGEST_DESCRIPTION) -> str:
    """Cut words for a description at the end of a word."""
    said = " ".join(tidy(words).split())
    return said if len(said) <= most else said[: most - 1].rsplit(" ", 1)[0] + "…"


def data_block(data: Mapping[str, Any]) -> SafeString:
    """Write data of schema.org so that whatever a name holds, it can't leave the block."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    for letter, written in UNSAFE.items():
        text = text.replace(letter, written)
    return SafeString(text)


def crumbs_data(crumbs: Sequence[tuple[str, str]]) -> Data:
    """Say the way to a page: name and address of each step."""
    steps = [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
        for place, (name, path) in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def maker_data(page: MakerPage) -> Data:
    """Say who a maker is, as far as its page does."""
    business = page.maker.business
    place = {"@type": "PostalAddress", "addressLocality": page.place, "addressCountry": "ID"}
    told: Data = {
        "@type": "LocalBusiness",
        "name": page.name,
        "url": absolute(address("maker", page.maker.slug)),
        "description": shortened(page.tagline or page.story),
        "address": place,
        "image": share_picture_url(page.maker, page.photo),
        "telephone": page.maker.phone if page.maker.by_phone else "",
        "email": page.maker.email if page.maker.by_mail else "",
        "foundingDate": str(page.maker.since or ""),
    }
    if page.pin:
        told["geo"] = {"@type": "GeoCoordinates", "latitude": business.latitude, "longitude": business.longitude}
    return {key: value for key, value in told.items() if value}


def product_data(page: ProductPage) -> Data:
    """Say what a product is and costs; nothing of a price where none may be shown."""
    product = page.showing.product
    photos = [absolute(picture_path(one, SHARED_WIDTH)) for one in page.photos]
    told: Data = {
        "@type": "Product",
        "name": page.name,
        "url": absolute(address("product", page.maker.slug, page.showing.slug)),
        "description": shortened(page.description, 500),
        "image": photos,
        "category": page.commodity,
        "brand": {"@type": "Brand", "name": page.maker_name},
    }
    if page.price and (low := product.price_from or product.price_to):
        told["offers"] = {
            "@type": "AggregateOffer",
            "priceCurrency": "IDR",
            "lowPrice": low,
            "highPrice": product.price_to or low,
            "offerCount": 1,
            "seller": {"@type": "LocalBusiness", "name": page.maker_name},
        }
    return {key: value for key, value in told.items() if value}
