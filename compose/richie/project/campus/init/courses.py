"""The courses of the spec: a page for each course code, a run for each course, and runs in every state for the demo's pages."""

import hashlib
import json

from django.db import transaction
from richie.apps.courses.models import Course, CourseRunSyncMode

import status
from campus.models import Step

from . import course_page, runs, states


def apply(connection):
    """Brings pages and runs in line with the course list, if it is another than the last time."""
    planned = connection["courses"]
    fingerprint = digest(planned, connection["lmsOrigins"])
    done = Step.objects.filter(name="courses").first()
    if done and done.detail == fingerprint:
        return False

    with status.step("setting up the course runs"), transaction.atomic():
        wanted = [*planned_runs(planned), *demo_runs(planned, connection["lmsBackends"])]
        runs.keep_only(run.key for run in wanted)
        for run in wanted:
            runs.put(run)
        Step.objects.update_or_create(name="courses", defaults={"detail": fingerprint})
    return True


def digest(planned, lms_origins):
    """A hash of the course list, the year, and all origins of each LMS.

    Not of the canonical one: another mode only moves links (links.py). Another host or port is an origin that the stored links don't
    know, so their runs are put anew.
    """
    canonical = {lms["lms"]: lms["canonical"] for lms in lms_origins}
    origins = {lms["lms"]: sorted(lms["origins"]) for lms in lms_origins}
    plain = [{**course, "resourceLink": course["resourceLink"].removeprefix(canonical[course["lms"]])} for course in planned]
    return hashlib.sha256(json.dumps([plain, origins, states.year()], sort_keys=True).encode()).hexdigest()


def planned_runs(planned):
    """One run for each course of the spec. A synchronisation from the LMS may change it."""
    for course in planned:
        yield runs.Run(
            key=f"course:{course['lms']}:{course['id']}",
            course=course_page.ensure([other for other in planned if other["code"] == course["code"]]),
            link=course["resourceLink"],
            languages=course["languages"],
            sync_mode=CourseRunSyncMode.SYNC_TO_PUBLIC,
            dates=states.planned(course),
        )


def demo_runs(planned, backends):
    """One run for each page of the demo, of all states in turn. They lead to the spec's courses.

    Manual: the LMS knows nothing of these dates, and one synchronisation would put all of them in one state.
    """
    pages = Step.objects.get(name="pages").detail["courses"]
    courses = Course.objects.filter(pk__in=pages).order_by("extended_object__node__path")
    targets = [(course["resourceLink"], course["languages"]) for course in planned]
    if not targets and backends:
        # What create_demo_site links to.
        targets = [(f"{backends[0]['BASE_URL']}/courses/course-v1:edX+DemoX+Demo_Course/info", ["en"])]

    for number, course in enumerate(courses):
        link, languages = targets[number % len(targets)] if targets else (None, ["en"])
        _, dates = states.states()[number % len(states.states())]
        yield runs.Run(f"demo:{course.pk}", course, link, languages, CourseRunSyncMode.MANUAL, dates)
