from django.apps import AppConfig


class ConfidentialityConfig(AppConfig):
    name = "backend.confidentiality"
    label = "confidentiality"
    default_auto_field = "django.db.models.BigAutoField"
