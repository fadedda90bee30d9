"""Richie's client of the search engine."""


def indices_client():
    """Once Django is set up: Richie 3.1 and later make it then, and keep it in another module."""
    from richie.apps import search
    from richie.apps.search import apps

    return getattr(apps, "ES_INDICES_CLIENT", None) or search.ES_INDICES_CLIENT
