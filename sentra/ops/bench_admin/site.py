"""The rival's site: one ModelAdmin with search, filters, and import and export."""

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from import_export.admin import ImportExportModelAdmin

from sentra.ops.bench_admin.models import Business


class Visitor:
    """Somebody who may do everything, without a table of users."""

    pk = 1
    username = "bench"
    is_active = is_staff = is_superuser = is_authenticated = True

    def __str__(self) -> str:
        return self.username

    def get_username(self) -> str:
        """Give the name that the admin greets."""
        return self.username

    def has_usable_password(self) -> bool:
        """Tell that there is no password to change."""
        return False

    def has_perm(self, _permission: str, _record: object = None) -> bool:
        """Allow everything."""
        return True

    def has_module_perms(self, _label: str) -> bool:
        """Allow everything."""
        return True


class Everybody:
    """Middleware: lets everybody in, without asking the database who it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        request.user = Visitor()  # type: ignore[assignment]
        return self.get_response(request)


@admin.register(Business)
class BusinessAdmin(ImportExportModelAdmin):  # type: ignore[misc]
    """The list of businesses, as the guide of the admin shows it."""

    list_display = (
        "register_number",
        "name",
        "owner",
        "district",
        "village",
        "commodity",
        "licensed_until",
        "production",
    )
    list_filter = ("district", "commodity", "standing", "licensed")
    search_fields = ("register_number", "name", "brand", "nib", "owner__name")
    list_select_related = ("owner",)
    list_per_page = 50
    ordering = ("name",)
    raw_id_fields = ("owner",)


urlpatterns = [path("admin/", admin.site.urls)]
