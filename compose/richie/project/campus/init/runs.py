"""Course runs: those of the demo, which the toolkit keeps by a key of their own, and those of the spec, which the LMS syncs."""

from dataclasses import dataclass

from django.db.models import Q
from richie.apps.courses.models import Course, CourseRun, CourseRunSyncMode

from campus.models import ManagedRun


@dataclass
class Run:
    """A course run as it should be. `course` is a draft."""

    key: str
    course: Course
    link: str
    languages: list
    dates: dict


def put(wanted):
    """Creates or updates a run, and its public version.

    Manual: the LMS knows nothing of its dates, and one synchronisation would put all runs with its link in one state.
    """
    managed = ManagedRun.objects.filter(key=wanted.key).select_related("run").first()
    run = managed.run if managed else CourseRun()
    run.direct_course = wanted.course
    run.resource_link = wanted.link
    run.languages = wanted.languages
    run.sync_mode = CourseRunSyncMode.MANUAL
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
    """Deletes runs of the demo that are no longer wanted. The public ones follow by cascade; a queryset's delete() marks no page."""
    stale = ManagedRun.objects.exclude(key__in=list(keys))
    CourseRun.objects.filter(pk__in=list(stale.values_list("run_id", flat=True))).delete()


def synchronised(origins):
    """The drafts that an LMS of these origins keeps up to date: a person's own are manual, unless that was changed."""
    links = Q(pk__in=[])
    for origin in origins:
        links |= Q(resource_link__startswith=f"{origin}/")
    return CourseRun.objects.filter(links, draft_course_run__isnull=True).exclude(sync_mode=CourseRunSyncMode.MANUAL)


def forget_synchronised(origins, links):
    """Deletes the runs with links to these origins that no course of the spec has any more: an LMS never reports that a run is gone."""
    synchronised(origins).exclude(resource_link__in=links).delete()
