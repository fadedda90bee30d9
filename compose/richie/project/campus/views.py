"""What the gateway and the toolkit ask of the site, and what Richie lacks."""

from django.db import connection
from django.http import HttpResponse, JsonResponse


def health():
    """A process that answers, and a database that does. `/__heartbeat__` runs all of Django's checks instead: 0.25 s of CPU a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def search_is_off():
    """Richie's search routes fail with a 500 when there is no engine."""
    reason = "Search is switched off in this environment (richie.search: none in environment.yaml)."
    return JsonResponse({"detail": reason}, status=503)
