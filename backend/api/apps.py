from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "backend.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register how our authentication stands in the OpenAPI document."""
        from backend.api import schema_auth  # noqa: F401, PLC0415  # importing registers
