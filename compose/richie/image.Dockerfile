# An image with Richie in it that somebody built, with our project on top. Its Python and its site are its own.
ARG RICHIE_IMAGE
FROM ${RICHIE_IMAGE}

LABEL campus.role=richie

USER root
ARG CAMPUS_SITE_SETTINGS=
ARG CAMPUS_SITE_CONFIGURATION=
ENV CAMPUS_SITE_SETTINGS=${CAMPUS_SITE_SETTINGS} CAMPUS_SITE_CONFIGURATION=${CAMPUS_SITE_CONFIGURATION}

COPY --chmod=755 adopt-image build-connection.json collect-static /opt/campus/build/
RUN /opt/campus/build/adopt-image

COPY --chmod=755 project /opt/campus/project
COPY --chmod=755 container /opt/campus/container
RUN ln -sf container/healthcheck /opt/campus/healthcheck \
    && CAMPUS_CONNECTION=/opt/campus/build/build-connection.json CAMPUS_SECRET_KEY=build \
    /opt/campus/build/collect-static /opt/campus/static

ENV PATH=/opt/campus/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PYTHONWARNINGS=ignore HOME=/tmp
USER 1000:1000
ENTRYPOINT ["/opt/campus/container/entrypoint.py"]
CMD []
