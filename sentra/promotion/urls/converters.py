"""What may stand in an address of promotion."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class Whose(StringConverter):
    """Whose photograph: of a product or of a maker."""

    regex = "[pm]"


class Ending(StringConverter):
    """The formats of public pictures."""

    regex = "avif|webp|jpg"


class Part(StringConverter):
    """The parts of the site's map."""

    regex = "halaman|perajin|produk"


class Size(StringConverter):
    """The sizes of paper."""

    regex = "a4|a5"


class Cards(StringConverter):
    """The kinds of cards of one maker."""

    regex = "table|label"


class EventCards(StringConverter):
    """The kinds of cards of an exhibition."""

    regex = "table|label|stand"


class ShapeOf(StringConverter):
    """The shapes of pictures for social media."""

    regex = "persegi|potret|bagikan"


class RegisterNumber(StringConverter):
    """A number of the register, as far as an address may hold one."""

    regex = "[A-Za-z0-9-]{1,30}"


register_converter(RegisterNumber, "register")
register_converter(Whose, "whose")
register_converter(Ending, "ending")
register_converter(Part, "part")
register_converter(Size, "paper")
register_converter(Cards, "cards")
register_converter(EventCards, "eventcards")
register_converter(ShapeOf, "shape")
