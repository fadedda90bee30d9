"""The courses of the spec: a page for each course code, and runs in every state for the demo's pages.

The runs of a mock's courses come from the mock, synced as a real LMS does: so they have one writer. Those of an external LMS's
courses come from the spec.
"""

import hashlib
import json

from django.db import transaction
from richie.apps.courses.models import Course
from richie.apps.courses.utils import normalize_code

from campus import status
from campus.models import Step

from . import course_page, runs, states

DATES = ("enrollmentStart", "enrollmentEnd", "start", "end")


def apply(connection):
    """Brings pages and runs in line with the course list, if it is another than the last time or if a page is gone."""
    planned = connection["courses"]
    fingerprint = digest(planned, connection["lmsOrigins"])
    step = Step.objects.filter(name="courses").first()
    done = step.detail if step and isinstance(step.detail, dict) else {}
    there = [getattr(course_page.find(code), "pk", None) for code in codes(planned)]
    if (done.get("fingerprint"), done.get("pages")) == (fingerprint, there):
        return False

    mocks = [lms for lms in connection["lmsOrigins"] if lms["isMock"]]
    origins = sorted({origin for lms in mocks for origin in lms["origins"]})
    untold = [course for course in planned if course["lms"] not in {lms["lms"] for lms in mocks}]
    with status.step("setting up the course pages"), transaction.atomic():
        pages = [course_page.ensure(code, of_code(planned, code)).pk for code in codes(planned)]
        wanted = [*demo_runs(planned, connection["lmsBackends"]), *spec_runs(untold)]
        runs.keep_only(run.key for run in wanted)
        for run in wanted:
            runs.put(run)
        # An LMS that moved or was taken out of the spec is known only from the last time.
        runs.forget_synchronised({*origins, *done.get("origins", [])}, [course["resourceLink"] for course in planned])
        # With the pages: one that was made again is a reason to index again (search.py), as Richie does not unlist a deleted one.
        detail = {"fingerprint": fingerprint, "origins": origins, "pages": pages}
        Step.objects.update_or_create(name="courses", defaults={"detail": detail})
    return True


def codes(planned):
    """The course codes of the spec, each once, in its order."""
    return list(dict.fromkeys(normalize_code(course["code"]) for course in planned))


def of_code(planned, code):
    """The courses of the spec that share a page."""
    return [course for course in planned if normalize_code(course["code"]) == code]


def digest(planned, lms_origins):
    """A hash of what pages and demo runs depend on, the year, and all origins of each LMS.

    Not of the canonical one: another mode only moves links (links.py). Not of dates: they are synced, where the LMS is a mock.
    """
    mocks = {lms["lms"] for lms in lms_origins if lms["isMock"]}
    canonical = {lms["lms"]: lms["canonical"] for lms in lms_origins}
    origins = {lms["lms"]: sorted(lms["origins"]) for lms in lms_origins}
    plain = [
        [
            course["lms"],
            course["code"],
            course["resourceLink"].removeprefix(canonical[course["lms"]]),
            course["languages"],
            *([] if course["lms"] in mocks else [course[name] for name in DATES]),
        ]
        for course in planned
    ]
    return hashlib.sha256(json.dumps([plain, origins, states.year()], sort_keys=True).encode()).hexdigest()


def demo_runs(planned, backends):
    """One run for each page of the demo, of all states in turn. They lead to the spec's courses.

    With a slash at the end: Richie synchronises by link, and creates no run for a link that any run has already.
    """
    pages = Step.objects.get(name="pages").detail["courses"]
    courses = Course.objects.filter(pk__in=pages).order_by("extended_object__node__path")
    targets = [(with_slash(course["resourceLink"]), course["languages"]) for course in planned]
    if not targets and backends:
        # What create_demo_site links to.
        targets = [(f"{backends[0]['BASE_URL']}/courses/course-v1:edX+DemoX+Demo_Course/info", ["en"])]

    for number, course in enumerate(courses):
        link, languages = targets[number % len(targets)] if targets else (None, ["en"])
        _, dates = states.states()[number % len(states.states())]
        yield runs.Run(f"demo:{course.pk}", course, link, languages, dates)


def with_slash(link):
    """The same page for an LMS, another link for Richie. Not after a query or the name of a file, which would end in it."""
    return link if "?" in link or "." in link.rsplit("/", 1)[-1] else f"{link}/"


def spec_runs(planned):
    """One run for each course, on the page of its code."""
    for course in planned:
        page = course_page.find(normalize_code(course["code"]))
        key = f"spec:{course['lms']}:{course['id']}"
        yield runs.Run(key, page, course["resourceLink"], course["languages"], states.planned(course))
