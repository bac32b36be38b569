"""The shape of a pack's `promotion.yaml`: by what words products are found, what makes a good page, what is agreed."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sentra.kernel.text import Text, Words, fold
from sentra.reference.parts import Code, DistrictCode, Part

FULL = 100
HintCode = Literal[
    "photo",
    "photo_each",
    "photos_more",
    "photo_sharp",
    "maker_photo",
    "story",
    "price",
    "description",
    "contact",
    "how_to_order",
    "english",
]


class Consent(Part):
    """What an owner agrees to, word by word; a consent names the `wording` it was given to."""

    wording: Code
    clauses: tuple[Text, ...] = Field(min_length=1)
    source: Words


class Pictures(Part):
    """What is expected of a photograph: pixels of its shorter side, sharpness and lightness in 0 to 100."""

    least_side: int = Field(ge=100, le=4000)
    least_sharpness: int = Field(ge=0, le=FULL)
    least_lightness: int = Field(ge=0, le=FULL)
    most_lightness: int = Field(ge=0, le=FULL)
    most_of_maker: int = Field(ge=1, le=20)


class Hint(Part):
    """What makes a page better, and how many of 100 points it is worth."""

    code: HintCode
    points: int = Field(ge=1, le=FULL)
    title: Text
    what: Text


class Enquiries(Part):
    """The limits of the public forms (as those of reports, see `cases.yaml`), and how long who wrote is kept (days)."""

    least_seconds: int = Field(ge=0, le=60)
    most_hours: int = Field(ge=1, le=72)
    most_in_ten_minutes: int = Field(ge=1, le=100)
    forget_after_days: int = Field(ge=30, le=3650)
    source: Words


class ControlledNote(Part):
    """What a buyer reads of goods that not everybody may buy (`Commodity.controlled`)."""

    words: Text
    source: Words


class Story(Part):
    """What is told of a flagship product or of a district on its page."""

    commodity: Code | None = None
    district: DistrictCode | None = None
    words: Text
    source: Words

    @model_validator(mode="after")
    def _of_one(self) -> "Story":
        if (self.commodity is None) == (self.district is None):
            raise ValueError("a commodity or a district")
        return self


class Suits(Part):
    """What is offered to who looks for an occasion instead of a thing (`words`): kinds of products, the best first."""

    words: tuple[Words, ...] = Field(min_length=1)
    commodities: tuple[Code, ...] = Field(min_length=1)


class Newsletter(Part):
    """The newsletter: how many days the link in the first mail holds, after how many mails that came back nobody is
    written to any more, how many minutes lie between two mails with a link, and the limit of the public form.

    `at_once` mails are sent by one job of the worker.
    """

    confirm_days: int = Field(ge=1, le=60)
    most_bounces: int = Field(ge=1, le=20)
    again_after_minutes: int = Field(ge=1, le=1440)
    most_in_ten_minutes: int = Field(ge=1, le=100)
    at_once: int = Field(ge=1, le=1000)
    source: Words


class Medium(Part):
    """A kind of medium that a campaign uses."""

    code: Code
    title: Text


Synonyms = Annotated[tuple[Words, ...], Field(min_length=2)]


class Promotion(Part):
    """`promotion.yaml`. Each row of `synonyms` means one thing, in whatever spelling or language people write it.

    `new_days` is for how long a product counts as new, `turn_months` after how many months without promotion it is a
    maker's turn again.
    """

    consent: Consent
    pictures: Pictures
    hints: tuple[Hint, ...] = Field(min_length=1)
    enquiries: Enquiries
    controlled: ControlledNote
    synonyms: tuple[Synonyms, ...] = ()
    suits: tuple[Suits, ...] = ()
    stories: tuple[Story, ...] = ()
    media: tuple[Medium, ...] = Field(min_length=1)
    newsletter: Newsletter
    new_days: int = Field(ge=1, le=365)
    turn_months: int = Field(ge=1, le=120)

    @model_validator(mode="after")
    def _adds_up(self) -> "Promotion":
        if sum(hint.points for hint in self.hints) != FULL:
            raise ValueError(f"the points of all hints make {FULL}")
        if len({hint.code for hint in self.hints}) < len(self.hints):
            raise ValueError("each hint once")
        words = [fold(word) for row in self.synonyms for word in row]
        if twice := sorted({word for word in words if words.count(word) > 1}):
            raise ValueError(f"each synonym once: {', '.join(twice)}")
        return self
