# The service: zhengtu serve over a store in /data. Small, not root.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY ingest ingest
COPY graph graph
COPY api api
COPY viz viz
RUN python -m venv /opt/zhengtu && /opt/zhengtu/bin/pip install --no-cache-dir .

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 zhengtu && install -d -o zhengtu -g zhengtu /data
COPY --from=build /opt/zhengtu /opt/zhengtu
ENV PATH=/opt/zhengtu/bin:$PATH PYTHONUNBUFFERED=1 ZHENGTU_STORE=/data/zhengtu.sqlite ZHENGTU_HOST=0.0.0.0 ZHENGTU_PORT=8321
USER zhengtu
VOLUME /data
EXPOSE 8321
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=4 \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8321/api/v1/status', timeout=4)"]
CMD ["zhengtu", "serve"]
