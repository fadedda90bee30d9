"""Waits for the database, without Django."""

import time
from pathlib import Path

from campus import connection, status

SECONDS = 90


def answers():
    """One attempt. A wrong password is not worth waiting for."""
    settings = connection.database()
    if settings["ENGINE"].endswith("sqlite3"):
        Path(settings["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        return True
    import psycopg2

    try:
        psycopg2.connect(
            host=settings["HOST"],
            port=settings["PORT"],
            dbname=settings["NAME"],
            user=settings["USER"],
            password=settings["PASSWORD"],
            connect_timeout=3,
        ).close()
    except psycopg2.OperationalError as error:
        if "password authentication failed" in str(error):
            raise SystemExit("campus: the database rejects this environment's password: its volume was made with other secrets") from error
        return False
    return True


def wait():
    """Returns when the database answers."""
    if answers():
        return
    with status.step("waiting for the database"):
        end = time.monotonic() + SECONDS
        while not answers():
            if time.monotonic() > end:
                raise SystemExit(f"campus: the database did not answer within {SECONDS} s")
            time.sleep(0.3)
