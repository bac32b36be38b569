"""A regency's pack, read: all that its files hold, together."""

from functools import cached_property

from sentra.kernel.text import Text
from sentra.reference.boundaries import Boundary
from sentra.reference.cases import Cases
from sentra.reference.checklists import Checklist
from sentra.reference.insights import Insights
from sentra.reference.opendata import OpenData
from sentra.reference.parts import Part
from sentra.reference.programmes import ProgrammeKind
from sentra.reference.promotion import Promotion
from sentra.reference.register import PaperKind, Register
from sentra.reference.schema import (
    Commodity,
    District,
    FormPage,
    Holiday,
    Kbli,
    Office,
    Regency,
    Service,
    Village,
)
from sentra.reference.skm import Skm
from sentra.reference.supervision import Supervision


class Pack(Part):
    """A whole pack, read."""

    regency: Regency
    offices: tuple[Office, ...]
    districts: tuple[District, ...]
    villages: tuple[Village, ...]
    commodities: tuple[Commodity, ...]
    kbli: tuple[Kbli, ...]
    holidays: tuple[Holiday, ...]
    checklists: tuple[Checklist, ...]
    supervision: Supervision
    registry: Register
    register_pages: tuple[FormPage, ...]
    cases: Cases
    promotion: Promotion
    opendata: OpenData
    skm: Skm
    insights: Insights
    boundaries: tuple[Boundary, ...]
    services: tuple[Service, ...]
    programmes: tuple[ProgrammeKind, ...]

    @cached_property
    def district_names(self) -> dict[str, str]:
        """The names of the districts by code."""
        return {district.code: district.name for district in self.districts}

    @cached_property
    def village_names(self) -> dict[str, str]:
        """The names of the villages by code."""
        return {village.code: village.name for village in self.villages}

    @cached_property
    def commodities_by_code(self) -> dict[str, Commodity]:
        """The commodities by code."""
        return {commodity.code: commodity for commodity in self.commodities}

    @cached_property
    def paper_kinds(self) -> dict[str, PaperKind]:
        """The kinds of legal papers by code: those of the register, and each service's permit, which is a licence."""
        permits = (
            PaperKind(code=one.code, title=one.permit_title, short=one.short, licence=True, source=one.source)
            for one in self.services
        )
        return {kind.code: kind for kind in (*self.registry.paper_kinds, *permits)}

    def register_page(self, code: str) -> FormPage:
        """Give a page of the register's forms. Raises `KeyError` for an unknown code."""
        return {page.code: page for page in self.register_pages}[code]

    def service(self, code: str) -> Service:
        """Give a service. Raises `KeyError` for an unknown code."""
        return {service.code: service for service in self.services}[code]

    def checklist(self, code: str) -> Checklist:
        """Give a checklist. Raises `KeyError` for an unknown code."""
        return {checklist.code: checklist for checklist in self.checklists}[code]

    @cached_property
    def skm_titles(self) -> dict[str, Text]:
        """What people are asked about, by code: the services, the kinds of programmes, what is done at the counter."""
        services = {one.code: one.title for one in self.services}
        programmes = {one.code: one.title for one in self.programmes}
        return services | programmes | {one.code: one.title for one in self.skm.counter}

    def programme(self, code: str) -> ProgrammeKind | None:
        """Give a kind of programme; None for one that the pack doesn't know (any more)."""
        return next((kind for kind in self.programmes if kind.code == code), None)
