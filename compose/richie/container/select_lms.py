#!/opt/campus/venv/bin/python
"""Which LMS Richie itself takes a course link to, and the course id: `select_lms.py LINK` prints one line of JSON."""

import json
import os
import sys

sys.path.insert(0, "/opt/campus/project")
os.environ["DJANGO_SETTINGS_MODULE"] = "campus.settings"


def main(link):
    """Its regular expressions are the running site's: they are read where Richie reads them."""
    import django

    django.setup()
    from richie.apps.courses.lms import LMSHandler

    lms = LMSHandler.select_lms(link)
    print(json.dumps({"baseUrl": lms and lms.configuration["BASE_URL"], "courseId": lms and course_id(lms, link)}))


def course_id(lms, link):
    """None where the expression has no group for it, or the group is empty."""
    try:
        return lms.extract_course_id(link) or None
    except IndexError:
        return None


if __name__ == "__main__":
    main(sys.argv[1])
