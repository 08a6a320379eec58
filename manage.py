#!/usr/bin/env python
"""Django's command line. Use `script/manage`, which prepares the environment and the services."""

import sys

from django.core.management import execute_from_command_line

import backend.config  # noqa: F401  # names the settings

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
