"""What is added to the routes of any site: it comes first, so that a site's own routes and middleware stay as they are."""

from django.conf import settings
from django.contrib.staticfiles.views import serve
from django.http import Http404, HttpResponseNotFound

from campus import connection, views

HEALTH = "/__campus__/health"


class Gateway:
    """The health URL, static files where they are served live, and an answer in place of a search engine that is not there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """All requests come by here."""
        if request.path_info == HEALTH:
            return views.health()
        if connection.is_checkout() and request.path_info.startswith(settings.STATIC_URL):
            return static_file(request)
        return self.get_response(request)

    def process_view(self, request, view, *_):
        """Richie's filters are known without an engine, all else of its search is not."""
        owner = getattr(view, "cls", view)
        if not connection.has_search() and is_search(owner.__module__) and owner.__name__ != "filter_definitions":
            return views.search_is_off()
        return None


def is_search(module):
    """True for the views of Richie's search."""
    return module == "richie.apps.search.views" or module.startswith("richie.apps.search.viewsets.")


def static_file(request):
    """A file from where it is edited: nothing has collected it. The browser asks each time, mostly for nothing (304)."""
    try:
        answer = serve(request, request.path_info.removeprefix(settings.STATIC_URL), insecure=True)
    except Http404:
        answer = HttpResponseNotFound()
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
