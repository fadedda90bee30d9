"""Links that the database holds and that change with the mode: http and tls have different origins."""

from django.db import transaction
from django.db.models import Q
from richie.apps.courses.models import CourseRun

from campus import status

from .runs import synchronised


def rewrite(lms_origins):
    """Moves course runs' links, draft and public, from any known origin of an LMS to its canonical one.

    By update(): save() would mark pages as changed, and they are not.
    """
    moved = 0
    with transaction.atomic():
        for lms in lms_origins:
            drop_newcomers(lms)
            for origin in others(lms):
                # With the slash: http://localhost:80 is not a part of http://localhost:8073.
                runs = CourseRun.objects.filter(Q(resource_link=origin) | Q(resource_link__startswith=f"{origin}/"))
                for pk, link in runs.values_list("pk", "resource_link"):
                    CourseRun.objects.filter(pk=pk).update(resource_link=lms["canonical"] + link[len(origin) :])
                    moved += 1
    if moved:
        status.say(f"links of {moved} course runs moved to {', '.join(lms['canonical'] for lms in lms_origins)}")
    return moved > 0


def drop_newcomers(lms):
    """An LMS that changed mode before Richie did has synced its runs as new ones: without this they would be there twice."""
    canonical = lms["canonical"]
    for origin in others(lms):
        links = synchronised([origin]).values_list("resource_link", flat=True)
        synchronised([canonical]).filter(resource_link__in=[canonical + link[len(origin) :] for link in links]).delete()


def others(lms):
    """The origins of an LMS that are not canonical now."""
    return sorted(set(lms["origins"]) - {lms["canonical"]})
