"""The shape of a pack's `opendata.yaml`: who publishes the regency's data, and on what terms."""

from typing import Annotated

from pydantic import Field, StringConstraints

from sentra.kernel.text import Text, Words
from sentra.reference.parts import Part

Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=300)]


class Licence(Part):
    """The terms on which everybody may use the data; `spdx` is its name in the SPDX list."""

    name: Words
    spdx: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]+$", max_length=50)]
    url: Address
    what: Text


class Publisher(Part):
    """Who answers for the data."""

    name: Text
    url: Address | None = None
    email: Words
    phone: Words


class OpenData(Part):
    """`opendata.yaml`. `themes` are addresses of the vocabulary of data themes, `keywords` stand with every data set.

    Register data come out for the quarter whose last month is over; `quarters_kept` is how many quarters before the
    first one are made when the data are made for the first time.
    """

    title: Text
    what: Text
    publisher: Publisher
    licence: Licence
    themes: tuple[Address, ...] = ()
    keywords: tuple[Text, ...] = ()
    quarters_kept: int = Field(ge=1, le=40)
    source: Words
