"""Every address: the API, the log-in, and for the rest the screens."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from backend.config.spa import screen

urlpatterns: list[URLPattern | URLResolver] = [
    path("_allauth/", include("allauth.headless.urls")),
    re_path(r"^(?!v1(?:/|$)|_allauth(?:/|$)|static/)", screen, name="screen"),
]
