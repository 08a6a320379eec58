# The screens are built in a stage of their own, so that the image that runs has no Node in it.
FROM node:24-slim AS frontend
WORKDIR /build
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci
COPY frontend/ ./
RUN npm run build

FROM python:3.11-slim AS app
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    POLDERSPOOR_DATA=/data \
    POLDERSPOOR_BIND=0.0.0.0:8000 \
    POLDERSPOOR_LOG_SHAPE=json
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --no-compile --require-hashes -r requirements.txt
COPY manage.py ./
COPY backend/ backend/
COPY --from=frontend /build/dist/ frontend/dist/
RUN python -m compileall -q backend \
    && useradd --system --uid 10001 polderspoor \
    && install -d -o polderspoor /data /data/run
USER polderspoor
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--config", "python:backend.config.web", "backend.config.wsgi"]
