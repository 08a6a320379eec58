"""Where gunicorn comes in; it serves nothing while the settings are wrong."""

from django.core.wsgi import get_wsgi_application

from backend.api.chunked import with_length
from backend.config.checks import refuse_wrong_settings

application = with_length(get_wsgi_application())
refuse_wrong_settings()
