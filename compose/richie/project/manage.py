#!/opt/campus/venv/bin/python
"""Django's command line: python /opt/campus/project/manage.py COMMAND."""

import os
import sys

if __name__ == "__main__":
    # An image may bring settings of its own: they are read by ours.
    os.environ["DJANGO_SETTINGS_MODULE"] = "campus.settings"

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
