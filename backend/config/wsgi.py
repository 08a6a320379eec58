"""Where gunicorn comes in; it serves nothing while the settings are wrong."""

import os

from django.core.wsgi import get_wsgi_application

from backend.config.checks import refuse_wrong_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")

application = get_wsgi_application()
refuse_wrong_settings()
