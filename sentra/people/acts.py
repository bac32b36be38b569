"""What is done to accounts, in the words of the timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from sentra.people.models import Role

ACTS = {
    "user.sign_up": _("opened an account"),
    "user.walk_in": _("opened an account at the counter"),
    "user.create": _("opened an officer's account"),
    "user.hand_over_code": _("made a code to take the account over"),
    "user.take_over": _("took the account over"),
    "user.profile": _("changed the profile"),
    "user.duty": _("gave a duty"),
    "user.duties": _("changed the duties"),
    "user.second_factor": _("changed whether a second factor is demanded"),
    "user.second_factor_forget": _("removed the second factor"),
    "user.active": _("opened or closed the account"),
}
FIELDS = {
    "name": _("Name"),
    "reached_by": _("Telephone or e-mail"),
    "role": _("Duty"),
    "duties": _("Duties"),
    "second_factor_demanded": _("Second factor demanded"),
    "active": _("Account open"),
}
ROLES = dict(Role.choices)


def say_duties(duties: Mapping[str, Any]) -> str:
    """Say duties with their districts: `Verifier (35.05.10), Surveyor`."""
    said = [
        f"{ROLES.get(role, role)} ({', '.join(districts)})" if districts else str(ROLES.get(role, role))
        for role, districts in duties.items()
    ]
    return ", ".join(said)
