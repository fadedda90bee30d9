"""What the gateway and the toolkit ask of the site, and what Richie lacks."""

from django.http import HttpResponse, JsonResponse

from campus.connection import has_search
from campus.models import Step
from campus.search_engine import has_indices


def health():
    """What a learner and an editor need: the tables of the database, and the search index. An engine or a volume that was replaced
    has neither. `/__heartbeat__` runs all of Django's checks instead: 0.25 s of CPU a time.
    """
    Step.objects.exists()
    if has_search() and not has_indices():
        return HttpResponse("the search index is missing\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


def search_is_off():
    """Richie's search routes fail with a 500 when there is no engine."""
    reason = "Search is switched off in this environment (richie.search: none in environment.yaml)."
    return JsonResponse({"detail": reason}, status=503)
