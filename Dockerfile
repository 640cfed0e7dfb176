# syntax=docker/dockerfile:1
# Two stages: the first installs what is locked, by hash; the second holds Python, the packages and the seeds, and
# nothing that could install more. It needs to write to /app/data and /tmp only.

FROM python:3.12-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/bot
COPY requirements.lock ./
RUN /opt/bot/bin/python -m pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
RUN /opt/bot/bin/python -m pip install --no-deps --no-build-isolation . \
 && /opt/bot/bin/python -m pip uninstall --yes pip

FROM python:3.12-slim
RUN python -m pip uninstall --yes --root-user-action=ignore pip \
 && rm -rf /usr/local/lib/python3.12/ensurepip /usr/local/lib/python3.12/idlelib \
 && useradd --no-create-home --home-dir /tmp --shell /usr/sbin/nologin --uid 10001 bot \
 && mkdir -p /app/data && chown bot:bot /app/data
COPY --from=build /opt/bot /opt/bot
COPY seeds /app/seeds
WORKDIR /app
USER 10001
ENV PATH=/opt/bot/bin:$PATH HOME=/tmp PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
VOLUME /app/data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run", "--hold"]
