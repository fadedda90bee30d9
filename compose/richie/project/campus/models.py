"""What the toolkit has done to this site, recorded beside the data it was done to."""

from django.db import models


class Step(models.Model):
    """A step of the first start that is done, with what it was done for: it is repeated only when that changes."""

    name = models.CharField(max_length=50, primary_key=True)
    detail = models.JSONField()
    done_at = models.DateTimeField(auto_now=True)


class ManagedRun(models.Model):
    """A (draft) course run that the toolkit made and keeps as the spec says. All others belong to people."""

    key = models.CharField(max_length=250, unique=True)
    run = models.OneToOneField("courses.CourseRun", on_delete=models.CASCADE, related_name="+")
