"""The search index in Elasticsearch. It can always be made again from the database."""

import hashlib
import inspect
import time

from django.core.cache import caches
from django.core.management import call_command
from elasticsearch.exceptions import ConnectionError as NotThere
from elasticsearch.exceptions import ConnectionTimeout, TransportError
from richie.apps.search import text_indexing
from richie.apps.search.indexers import ES_INDICES

from campus import status
from campus.models import Step
from campus.search_engine import has_indices, indices_client


def wanted():
    """What an index is made from (the pages and the course list) and by which code."""
    return {**dict(Step.objects.filter(name__in=["pages", "courses"]).values_list("name", "detail")), "code": code()}


def code():
    """A hash of the source that makes an index. One that another Richie made may lack a field, or a script that searches name."""
    modules = [text_indexing, *map(inspect.getmodule, ES_INDICES)]
    return hashlib.sha256("".join(map(inspect.getsource, modules)).encode()).hexdigest()


def recorded():
    """True if the database holds that its pages were indexed."""
    return Step.objects.filter(name="search", detail=wanted()).exists()


def ensure(search, seconds):
    """Indexes all pages if that was not done, or if the engine has lost it. Returns True if it did."""
    if search["engine"] == "none":
        # What changes from now on is not indexed: index everything when search is switched on again.
        Step.objects.filter(name="search").delete()
        return False
    if recorded():
        wait(seconds)
        if has_indices():
            return False
    with status.step("indexing for search"):
        make(seconds)
        caches["search"].clear()
        Step.objects.update_or_create(name="search", defaults={"detail": wanted()})
    return True


def make(seconds):
    """Indexes all pages; again, where the engine was too busy to answer within Richie's 10 s."""
    end = time.monotonic() + seconds
    while True:
        wait(seconds)
        try:
            call_command("bootstrap_elasticsearch", verbosity=0)
            return refresh()
        except ConnectionTimeout:
            if time.monotonic() > end:
                raise
            status.say("the search engine is busy: indexing again")


def refresh():
    """Shows what was indexed to searches now, not within a second: Richie would keep an answer without it in its cache."""
    indices_client().client.indices.refresh(index=",".join(index.index_name for index in ES_INDICES))


def wait(seconds):
    """Waits until the engine answers."""
    end = time.monotonic() + seconds
    told = False
    while True:
        try:
            return indices_client().client.cluster.health(wait_for_status="yellow", request_timeout=5)
        except (NotThere, TransportError):
            if time.monotonic() > end:
                raise
            if not told:
                status.say("waiting for the search engine")
                told = True
            time.sleep(0.5)
