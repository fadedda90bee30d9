#!/opt/campus/venv/bin/python
"""Django's command line: python /opt/campus/project/manage.py COMMAND."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
    os.environ.setdefault("DJANGO_CONFIGURATION", "Campus")

    from configurations.management import execute_from_command_line

    execute_from_command_line(sys.argv)
