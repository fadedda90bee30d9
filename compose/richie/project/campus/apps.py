"""The toolkit's own part of the site."""

from django.apps import AppConfig


class CampusConfig(AppConfig):
    """Last in INSTALLED_APPS: what it hears of, Richie's own apps have dealt with."""

    name = "campus"

    def ready(self):
        """Listens to what is published."""
        from . import published

        published.listen()
