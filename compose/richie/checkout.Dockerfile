# Richie, or a site, from a checkout, which is mounted: the image holds only what it needs.
ARG BASE
FROM ${BASE} AS python

# gettext: for makemessages. The libraries: for drivers that are compiled, as sites have them.
RUN --mount=type=secret,id=ca --mount=type=secret,id=apt --mount=type=secret,id=aptconf \
    --mount=type=cache,id=campus-richie,target=/var/cache/campus,sharing=locked \
    /usr/local/lib/campus/install-packages python3 gettext libpq5 libmariadb3


FROM python AS builder

RUN --mount=type=secret,id=ca --mount=type=secret,id=apt --mount=type=secret,id=aptconf \
    --mount=type=cache,id=campus-richie,target=/var/cache/campus,sharing=locked \
    /usr/local/lib/campus/install-packages python3-venv python3-dev gcc g++ libc6-dev pkg-config libpq-dev libmariadb-dev

COPY --chmod=755 constraints.txt fitting-constraints site-requirements install-checkout /build/
COPY --from=requirements --chmod=755 . /build/checkout
RUN --mount=type=secret,id=ca --mount=type=secret,id=pip \
    --mount=type=cache,id=campus-richie,target=/var/cache/campus,sharing=locked \
    /usr/local/lib/campus/with-host-settings /build/install-checkout /build/checkout /opt/campus/venv

COPY --chmod=755 project /opt/campus/project
COPY --chmod=755 container /opt/campus/container
RUN /opt/campus/venv/bin/python -m compileall -q /opt/campus/project /opt/campus/container


FROM python

LABEL campus.role=richie

COPY --from=builder /opt/campus /opt/campus
RUN install -d -o campus -g campus -m 2775 /run/campus /data/static /data/media /data/database \
    && ln -s container/healthcheck /opt/campus/healthcheck

ENV PATH=/opt/campus/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PYTHONWARNINGS=ignore HOME=/tmp
WORKDIR /opt/campus/project
USER campus
ENTRYPOINT ["/opt/campus/container/entrypoint.py"]
