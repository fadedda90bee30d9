"""The first member of staff."""

from django.contrib.auth import get_user_model

from campus import status
from campus.connection import secret


def create(admin):
    """Creates the superuser if there is none of that name. A person's password is never reset."""
    users = get_user_model().objects
    if users.filter(username=admin["username"]).exists():
        return False
    with status.step("creating the superuser"):
        users.create_superuser(admin["username"], admin["email"], secret("ADMIN_PASSWORD"))
    return True
