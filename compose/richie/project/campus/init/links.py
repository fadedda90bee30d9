"""Links that the database holds and that change with the mode: http and tls have different origins."""

from django.db import transaction
from django.db.models import Q
from richie.apps.courses.models import CourseRun

import status


def rewrite(lms_origins):
    """Moves course runs' links, draft and public, from any known origin of an LMS to its canonical one.

    By update(): save() would mark pages as changed, and they are not.
    """
    moved = 0
    with transaction.atomic():
        for lms in lms_origins:
            canonical = lms["canonical"]
            for origin in set(lms["origins"]) - {canonical}:
                # With the slash: http://localhost:80 is not a part of http://localhost:8073.
                runs = CourseRun.objects.filter(Q(resource_link=origin) | Q(resource_link__startswith=f"{origin}/"))
                for pk, link in runs.values_list("pk", "resource_link"):
                    CourseRun.objects.filter(pk=pk).update(resource_link=canonical + link[len(origin) :])
                    moved += 1
    if moved:
        status.say(f"links of {moved} course runs moved to {', '.join(lms['canonical'] for lms in lms_origins)}")
    return moved > 0
