"""The dates of course runs: the spec's own, and some for each of the states that Richie knows (CourseRun.compute_state)."""

from datetime import UTC, datetime

from django.utils.dateparse import parse_datetime

FIELDS = ("enrollment_start", "enrollment_end", "start", "end")


def year():
    """The dates are set again once a year, at a start: so a demo of any age has every state."""
    return datetime.now(UTC).year


def dates(*values):
    """Values by the names of the model's fields."""
    return dict(zip(FIELDS, values, strict=True))


def planned(course):
    """The dates of a course of the connection file. Without an enrolment start the LMS syncs the start: openedx-api.md, 6."""
    names = ("enrollmentStart" if course["enrollmentStart"] else "start", "enrollmentEnd", "start", "end")
    values = (course[name] for name in names)
    return dates(*(parse_datetime(value) if value else None for value in values))


def states():
    """Pairs of a state's name and its dates, the open ones first. They are far apart, to stay true until the next year's."""
    new_year = datetime(year(), 1, 1, tzinfo=UTC)
    older, past, future, later = (new_year.replace(year=new_year.year + shift) for shift in (-2, -1, 2, 3))
    soon = new_year.replace(year=new_year.year + 1, month=12)
    return [
        ("ongoing open", dates(past, soon, past, future)),
        ("future open", dates(past, soon, future, later)),
        ("archived open", dates(older, soon, older, past)),
        ("future not yet open", dates(soon, future, future, later)),
        ("future closed", dates(older, past, future, later)),
        ("ongoing closed", dates(older, past, past, future)),
        ("archived closed", dates(older, older, older, past)),
        ("to be scheduled", dict.fromkeys(FIELDS)),
    ]
