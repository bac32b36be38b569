"""What the templates of surveys say in the words of the pack."""

from django import template

from sentra.reference.loading import current_pack

register = template.Library()


@register.filter
def grade(percent: int) -> str:
    """Write a score as the grade that it reaches, with its percent: the grade first, then `(72 %)`."""
    return f"{current_pack().supervision.grade_of(percent).label} ({percent} %)"
