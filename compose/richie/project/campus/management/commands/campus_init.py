"""manage.py campus_init: all that a site needs before it can be used."""

from django.core.management.base import BaseCommand

from campus import init


class Command(BaseCommand):
    """Brings the database and the search index in line with the connection file. Does only what is not done yet."""

    help = __doc__

    def handle(self, *args, **options):
        """Everything, one after the other."""
        init.prepare()
        init.index()
