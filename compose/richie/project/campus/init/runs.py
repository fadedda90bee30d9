"""Course runs that the toolkit keeps: found again by a key of their own, so that a change of the spec changes them in place."""

from dataclasses import dataclass

from richie.apps.courses.models import Course, CourseRun

from campus.models import ManagedRun


@dataclass
class Run:
    """A course run as it should be. `course` is a draft."""

    key: str
    course: Course
    link: str
    languages: list
    sync_mode: str
    dates: dict


def put(wanted):
    """Creates or updates a run, and its public version."""
    managed = ManagedRun.objects.filter(key=wanted.key).select_related("run").first()
    run = managed.run if managed else CourseRun()
    run.direct_course = wanted.course
    run.resource_link = wanted.link
    run.languages = wanted.languages
    run.sync_mode = wanted.sync_mode
    for field, value in wanted.dates.items():
        setattr(run, field, value)
    run.save()
    if not managed:
        ManagedRun.objects.create(key=wanted.key, run=run)
    publish(run)


def publish(run):
    """Copies a draft run to the public page, as Course.copy_relations does for all runs of a page when it is published.

    Only this one: a person may have another in preparation. Nothing marks the page as changed, for draft and public stay the same.
    """
    public_course = run.direct_course.public_extension
    if public_course is None:
        return
    copy = CourseRun.objects.get(pk=run.pk)
    copy.pk = CourseRun.objects.filter(draft_course_run=run).values_list("pk", flat=True).first()
    copy._state.adding = copy.pk is None
    copy.direct_course = public_course
    copy.draft_course_run = run
    copy.save()


def keep_only(keys):
    """Deletes the runs that are no longer wanted. The public ones follow by cascade; a queryset's delete() marks no page as changed."""
    stale = ManagedRun.objects.exclude(key__in=list(keys))
    CourseRun.objects.filter(pk__in=list(stale.values_list("run_id", flat=True))).delete()
