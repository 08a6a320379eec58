"""The one settings file.

Every value that differs between machines comes in through `env`; what is wrong with it is said by
the system checks in `checks.py`, with the way to mend it. With no environment at all this describes
the embedded mode: private services under `var/`, demo data, one machine.
"""

from typing import Any

from csp.constants import NONE, SELF

from backend.api.conf import (
    ACCOUNT_RATE_LIMITS,
    API_MIDDLEWARE,
    API_VERSION,
    CSRF_FAILURE_VIEW,
    REST_FRAMEWORK,
    SPECTACULAR_SETTINGS,
    rates,
)
from backend.config import env, logs, places
from backend.config.addresses import broker, database, mail_server

# What the API brings; listed here, because Django only reads names that stand in this module.
__all__ = [
    "ACCOUNT_RATE_LIMITS",
    "API_VERSION",
    "CSRF_FAILURE_VIEW",
    "REST_FRAMEWORK",
    "SPECTACULAR_SETTINGS",
]

BASE_DIR = places.ROOT
PLACES = places.here()

DATABASE_URL = env.text("DATABASE_URL")
DATABASE_OWNER_URL = env.text("DATABASE_OWNER_URL")
EMBEDDED = not DATABASE_URL
DEMO = env.flag("POLDERSPOOR_DEMO", default=EMBEDDED)
DEBUG = env.flag("POLDERSPOOR_DEBUG", default=False)
SECRET_KEY = env.text("POLDERSPOOR_SECRET_KEY") or (PLACES.secret_key() if EMBEDDED else "")
SECRET_KEY_FALLBACKS = env.words("POLDERSPOOR_OLD_SECRET_KEYS")
PORT = env.number("PORT", 8000)
# Where people reach this installation: stands in mails and decides about secure cookies.
PUBLIC_URL = env.text("POLDERSPOOR_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.words("POLDERSPOOR_HOSTS", "127.0.0.1,localhost,[::1]" if EMBEDDED else "")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "backend.reference",
    "backend.parties",
    "backend.confidentiality",
    "backend.audit",
    "backend.outbox",
    "backend.workflow",
    "backend.api",
    "backend.reminders",
    "backend.administration",
    "backend.calendars",
    "backend.evaluations",
    "backend.commitments",
    "backend.disputes",
    "backend.meetings",
    "backend.copies",
    "backend.notes",
    "backend.initiatives",
    "backend.agreements",
    "backend.packages",
    "backend.routines",
    "backend.signals",
    "backend.demo",
    "backend.config.apps.ConfigApp",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.headless",
]

MIDDLEWARE = [
    *API_MIDDLEWARE,
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backend.api.middleware.PagePolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # The innermost: what it writes stands beside the view's transaction, and goes with no other.
    "backend.administration.attempts.Attempts",
]

ROOT_URLCONF = "backend.config.urls"
WSGI_APPLICATION = "backend.config.wsgi.application"
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The application's role owns nothing and cannot pass row security; only `migrate` and the tests use
# the owner, so a web server or worker need not even know its address.
DATABASES: dict[str, Any] = {
    "default": {
        **database(DATABASE_URL or PLACES.database_url(places.APP_ROLE)),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    },
}
if EMBEDDED or DATABASE_OWNER_URL:
    DATABASES["owner"] = database(DATABASE_OWNER_URL or PLACES.database_url(places.OWNER_ROLE))

REDIS_URL = env.text("REDIS_URL", PLACES.redis_url)
CACHES = {
    "default": {
        "BACKEND": "backend.config.caches.QuickRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "polderspoor",
    },
}

CELERY_BROKER_URL = broker(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE_FILENAME = str(PLACES.run / "beat")

# Who hears what the outbox delivers: functions of one message, by dotted path.
OUTBOX_CONSUMERS = (
    "backend.reminders.notices.consume",
    "backend.administration.attempts.consume",
)
# How long a message is kept after it was delivered: a day at least.
OUTBOX_KEEP_DAYS = max(1, env.number("POLDERSPOOR_OUTBOX_DAYS", 90))

AUTH_USER_MODEL = "parties.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "backend.config.accounts.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# A link to choose a password holds for a week, once, for the address it was sent to.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (the name of a class)
PASSWORD_RESET_TIMEOUT = 7 * 86_400
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": f"{PUBLIC_URL}/bevestigen/{{key}}",
    "account_reset_password": f"{PUBLIC_URL}/wachtwoord",
    "account_reset_password_from_key": f"{PUBLIC_URL}/wachtwoord/{{key}}",
    "account_signup": f"{PUBLIC_URL}/inloggen",
}

API_RATES = rates(env.number("POLDERSPOOR_REQUESTS_PER_MINUTE", 1200))
# How often an initiative may be extended before it must be embedded or stopped.
INITIATIVE_MAX_EXTENSIONS = env.number("POLDERSPOOR_MAX_EXTENSIONS", 2)

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# The built screens are static files like any other: served under /static/, index.html by `spa`.
STATIC_URL = "static/"
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.is_dir() else []
WHITENOISE_USE_FINDERS = True
# Vite puts a digest of the content in the names of these files.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/.+-[0-9A-Za-z_-]{8}\.[a-z0-9]+$"

MAIL_SERVER = env.text("SMTP_URL")
DEFAULT_FROM_EMAIL = env.text("POLDERSPOOR_MAIL_FROM", "Polderspoor <polderspoor@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Where what cannot be delivered goes back to (the envelope); the sender where nothing else is said.
MAIL_BOUNCES = env.text("POLDERSPOOR_MAIL_BOUNCES", DEFAULT_FROM_EMAIL)
EMAIL_BACKEND = "backend.config.mail.FolderBackend"
EMAIL_FILE_PATH = PLACES.mail
EMAIL_TIMEOUT = 20
if MAIL_SERVER:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    (
        EMAIL_HOST,
        EMAIL_PORT,
        EMAIL_HOST_USER,
        EMAIL_HOST_PASSWORD,
        EMAIL_USE_SSL,
        EMAIL_USE_TLS,
    ) = mail_server(MAIL_SERVER)

# Behind a proxy with TLS (the public address says so) cookies and HSTS follow; on one's own machine
# a browser would drop a secure cookie.
HTTPS = PUBLIC_URL.startswith("https://")
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # A container's own health check speaks plain HTTP.
    SECURE_REDIRECT_EXEMPT = [r"^v1/status$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LOGGING_CONFIG = "backend.config.logs.configure"
LOGGING = logs.described(
    level=env.text("POLDERSPOOR_LOG_LEVEL", "INFO"),
    shape=env.text("POLDERSPOOR_LOG_SHAPE", "lines"),
)
