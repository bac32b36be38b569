"""The figures for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sentra.insights.asked import LONGEST_VALUE
from sentra.insights.public import public_page
from sentra.insights.suppression import FEWEST
from sentra.people.access import public


@require_safe
@public
def figures(request: HttpRequest) -> HttpResponse:
    """How many IKM there are, where and what they make: a few figures, nothing of fewer than three businesses."""
    page = public_page(request.GET.get("measure", "")[:LONGEST_VALUE])
    return render(request, "insights/public.html", {"page": page, "fewest": FEWEST})
