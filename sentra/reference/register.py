"""The shape of a pack's `register.yaml`: what the master register keeps, and by which limits it judges."""

from typing import Literal

from pydantic import Field

from sentra.kernel.text import Text, Words
from sentra.reference.parts import Code, Part


class PaperKind(Part):
    """A kind of legal paper from elsewhere; a `licence` makes a business legal, the others say something of a product.

    `shape` names the identifier that its number is; "" for free text.
    """

    code: Code
    title: Text
    short: Words
    licence: bool
    shape: Literal["", "nib", "pirt", "halal"] = ""
    issuer: str = ""
    source: Words


class UmkmClass(Part):
    """A class of PP 7/2021: the most capital (without land and building) and the most yearly sales, in rupiah."""

    code: Literal["micro", "small", "medium"]
    capital: int = Field(gt=0)
    sales: int = Field(gt=0)


class UmkmSizes(Part):
    """The UMKM scale; what is above its last class is large."""

    source: Words
    classes: tuple[UmkmClass, ...] = Field(min_length=1)


class IndustrySizes(Part):
    """The industry's scale: workers, and investment without land and building in rupiah (Permenperin 64/2016)."""

    source: Words
    small_workers: int = Field(gt=0)
    small_investment: int = Field(gt=0)
    medium_investment: int = Field(gt=0)


class BpsClass(Part):
    """A class of the statistics office: the most workers."""

    code: Literal["micro", "small", "medium"]
    workers: int = Field(gt=0)


class BpsSizes(Part):
    """The scale of the statistics office; what is above its last class is large."""

    source: Words
    classes: tuple[BpsClass, ...] = Field(min_length=1)


class Sizes(Part):
    """The three scales of a business's size: three different questions, never one."""

    umkm: UmkmSizes
    industry: IndustrySizes
    bps: BpsSizes


class YearlyDay(Part):
    """A day of each year by which something is due."""

    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    source: Words


class Register(Part):
    """`register.yaml`: what the master register keeps of a business, and by which limits it is judged."""

    paper_kinds: tuple[PaperKind, ...] = Field(min_length=1)
    sizes: Sizes
    figures_due: YearlyDay
