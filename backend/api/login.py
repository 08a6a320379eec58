"""Logging in and out with e-mail address and password: all that this service offers of allauth.

Only the browser's client, and no signing up, no changing of addresses: accounts are made by an
administrator, and a person's address is what their mandates were given to. A password is chosen
with the link of an invitation; nobody can have one sent by naming an address here.
"""

from allauth.headless.account.views import LoginView, ResetPasswordView, SessionView
from allauth.headless.base.views import ConfigView
from allauth.headless.constants import Client
from django.urls import include, path

_browser = [
    path("config", ConfigView.as_api_view(client=Client.BROWSER), name="config"),
    path("auth/login", LoginView.as_api_view(client=Client.BROWSER), name="login"),
    path(
        "auth/password/reset",
        ResetPasswordView.as_api_view(client=Client.BROWSER),
        name="reset_password",
    ),
    path("auth/session", SessionView.as_api_view(client=Client.BROWSER), name="current_session"),
]

app_name = "headless"
urlpatterns = [path("browser/v1/", include((_browser, "account"), namespace="account"))]
