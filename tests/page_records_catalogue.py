"""The records of the public catalogue that the table of pages names."""

from datetime import timedelta
from typing import Any

from sentra.kernel import clock
from sentra.promotion.models import Maker, Theme, ThemeMaker
from sentra.promotion.sentras import slug_of_sentra
from sentra.promotion.services.words import listed_words_learn
from sentra.registry.models import Group, GroupKind, LegalPaper, Membership, PaperSource


def catalogue_records(maker: Maker, neighbour: Maker) -> dict[str, Any]:
    """A theme and a sentra of a listed maker, who shows all that can be shown; its neighbour is listed, too."""
    today = clock.today()
    Maker.objects.filter(pk=maker.pk).update(
        by_whatsapp=True,
        by_phone=True,
        by_mail=True,
        shows_pin=True,
        shows_owner=True,
        phone="+6281234567890",
        email="toko@contoh.id",
        tagline="Pedas manis",
        story="Dimulai dari dapur rumah.\n\nKini enam orang.",
        how_to_order="Paling sedikit sepuluh.",
        featured_until=today,
    )
    business = maker.business
    type(business).objects.filter(pk=business.pk).update(latitude=-8.1, longitude=112.2)
    group = Group.objects.create(
        kind=GroupKind.SENTRA, name="Sentra Sambel", name_folded="sentra sambel", district=business.district
    )
    Membership.objects.create(group=group, business=business)
    Membership.objects.create(group=group, business=neighbour.business)
    until = today + timedelta(days=9)
    theme = Theme.objects.create(
        slug="lebaran", title="Lebaran", words="Untuk dibagi.", from_day=today, until_day=until
    )
    ThemeMaker.objects.create(theme=theme, maker=maker)
    LegalPaper.objects.create(business=business, kind="halal", number="ID35110000000001", source=PaperSource.IMPORTED)
    listed_words_learn()
    return {"theme": theme.slug, "sentra": slug_of_sentra(group)}
