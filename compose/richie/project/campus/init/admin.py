"""The first member of staff."""

import hashlib

from django.contrib.auth import get_user_model

from campus import status
from campus.connection import secret
from campus.models import Step


def create(admin):
    """Creates the superuser if there is none of that name. A password that a person chose stays; where the environment has new secrets
    (they were removed, or another checkout took the data over), it becomes the new one, which is what `status --secrets` prints.
    """
    password = secret("ADMIN_PASSWORD")
    made_for = {"secret": hashlib.sha256(password.encode()).hexdigest()}
    users = get_user_model().objects
    user = users.filter(username=admin["username"]).first()
    if user and Step.objects.filter(name="admin", detail=made_for).exists():
        return False
    if user is None:
        with status.step("creating the superuser"):
            users.create_superuser(admin["username"], admin["email"], password)
    elif Step.objects.filter(name="admin").exists():
        with status.step("setting the password of the superuser"):
            user.set_password(password)
            user.save(update_fields=["password"])
    elif not user.check_password(password):
        # Made before this was recorded: the password may be the person's.
        return False
    Step.objects.update_or_create(name="admin", defaults={"detail": made_for})
    return user is None
