"""What the templates of surveys say in the words of the pack."""

from django import template
from django.utils.translation import gettext as _

from sentra.reference.loading import current_pack

register = template.Library()


@register.filter
def grade(percent: int) -> str:
    """Write a score as the grade that it reaches, with its percent: the grade first, then `(72 %)`."""
    return f"{current_pack().supervision.grade_of(percent).label} ({percent} %)"


@register.simple_tag
def field_words() -> dict[str, str]:
    """Give the words that the scripts of the phone say: without signal they can't ask for them."""
    return {
        "ready": _("With you"),
        "waiting": _("On the phone"),
        "sending": _("Sending"),
        "sent": _("Sent"),
        "refused": _("Refused: please put it right"),
        "conflict": _("Please decide"),
        "begun": _("Begun"),
        "typed": _("What was filled in"),
        "away": _("Throw away"),
        "surely": _("Throw this away, with its photographs? It can't be brought back."),
        "full": _("The phone could not keep this. Send what waits, so that there is room, and try again."),
        "kept": _("Kept on this phone."),
        "remove": _("Take away"),
        "offline": _("No signal. What is filled in stays on this phone and is sent later."),
        "broken": _("The line broke. Nothing is lost; it is tried again when there is signal."),
        "signed_out": _("Please sign in again, then what waits is sent. Nothing is lost."),
        "taking": _("Taking the forms along ..."),
        "taken": _("All forms are on this phone. You can go where there is no signal."),
        "taken_partly": _("Some forms could not be taken along. Please try again before you leave."),
    }
