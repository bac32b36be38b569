"""Places for forms: the districts of the regency, by name."""

from django import template

from sentra.reference.loading import current_pack
from sentra.reference.schema import District

register = template.Library()


@register.simple_tag
def all_districts() -> list[District]:
    """Give the districts by name: `{% all_districts as districts %}`."""
    return sorted(current_pack().districts, key=lambda district: district.name)
