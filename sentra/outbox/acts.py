"""What the outbox does, in the words of the timeline."""

from django.utils.translation import gettext_lazy as _

ACTS = {"mail.retry": _("had a mail sent again")}
