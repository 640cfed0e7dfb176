# syntax=docker/dockerfile:1
# Two stages: the first installs what is locked, by hash; the second holds Python, the packages and the seeds.

FROM python:3.12-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/bot
COPY requirements.lock ./
RUN /opt/bot/bin/python -m pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
RUN /opt/bot/bin/python -m pip install --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 bot && mkdir /app /app/data && chown bot:bot /app/data
COPY --from=build /opt/bot /opt/bot
COPY seeds /app/seeds
WORKDIR /app
USER bot
ENV PATH=/opt/bot/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
VOLUME /app/data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
