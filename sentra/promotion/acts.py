"""What is done in promotion, in the words of the timeline."""

from django.utils.translation import gettext_lazy as _

from sentra.audit.words import Say, called
from sentra.promotion.models import MakerState

ACTS = {
    "maker.open": _("began a page in the catalogue"),
    "maker.consent": _("agreed to be shown in the catalogue"),
    "maker.withdraw": _("withdrew the consent to be shown"),
    "maker.edit": _("changed the page in the catalogue"),
    "maker.send": _("sent the page in to be looked at"),
    "maker.publish": _("published the page"),
    "maker.return": _("sent the page back to be put right"),
    "maker.hide": _("hid the page from the catalogue"),
    "maker.show": _("showed the page again"),
    "maker.feature": _("put it on the catalogue's first page"),
    "maker.take_out": _("took a product out of the catalogue"),
    "maker.put_in": _("put a product into the catalogue"),
    "maker.hide_product": _("hid a product from the catalogue"),
    "maker.show_product": _("showed a product again"),
    "maker.photo_added": _("added a photograph to the page"),
    "maker.photo_removed": _("took a photograph off the page"),
    "edition.ask": _("asked for a print edition"),
    "edition.made": _("made the print edition"),
    "edition.failed": _("couldn't make the print edition"),
    "edition.again": _("asked for the print edition anew"),
    "edition.publish": _("let everybody read the print edition"),
    "edition.take_back": _("took the print edition back"),
    "edition.drop": _("deleted the print edition"),
    "maker.photo_changed": _("changed a photograph of the page"),
    "maker.settle": _("settled a report about the page"),
    "enquiry.read": _("read an enquiry for an owner without an account"),
    "enquiry.answered": _("noted an enquiry as answered"),
    "enquiry.spam": _("set an enquiry aside as spam"),
    "enquiry.kept": _("took an enquiry back from spam"),
    "theme.made": _("began a theme of the catalogue"),
    "theme.changed": _("changed a theme of the catalogue"),
    "theme.removed": _("took a theme out of the catalogue"),
    "theme.maker_added": _("put a maker into a theme"),
    "theme.maker_removed": _("took a maker out of a theme"),
}
FIELDS = {
    "maker_state": _("State of the page"),
    "maker_wording": _("Wording of the consent"),
    "maker_ways": _("How buyers reach the maker"),
    "maker_shows": _("What else is shown"),
    "maker_words": _("Words of the page"),
    "maker_product": _("Product"),
    "maker_until": _("Until"),
    "edition_title": _("Title"),
    "edition_choice": _("Who stands in it"),
    "edition_products": _("Products"),
    "maker_photo": _("Photograph"),
    "maker_outcome": _("Outcome"),
    "theme_title": _("Title"),
    "theme_days": _("Days"),
    "theme_maker": _("Maker"),
}
VALUES: dict[str, Say] = {"maker_state": called(dict(MakerState.choices))}
