# kam in a container: the runtime lock alone, no root, no compiler.
#   docker build -t kam .
#   docker run --env-file .env -v kam-data:/data kam
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /opt/kam
COPY requirements.lock ./
RUN /opt/kam/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY scheduler scheduler
COPY documents documents
COPY services services
COPY storage storage
COPY language language
COPY domain domain
RUN python -m venv /opt/build && /opt/build/bin/pip install --no-cache-dir hatchling \
    && /opt/build/bin/pip wheel --no-deps --no-build-isolation -w /wheel . \
    && /opt/kam/bin/pip install --no-cache-dir --no-deps --no-index /wheel/*.whl \
    && /opt/kam/bin/pip uninstall -qy pip

FROM python:3.13-slim
RUN useradd --system --home /data --shell /usr/sbin/nologin kam \
    && mkdir /data && chown kam:kam /data && chmod 700 /data
COPY --from=build /opt/kam /opt/kam
ENV PATH=/opt/kam/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/kam.db \
    KAM_WATCH_PORT=3001
USER kam
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:3001/live', timeout=4)"]
CMD ["kam", "run"]
