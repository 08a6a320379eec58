#!/usr/bin/env python
"""Django's command line. Use `script/manage`, which prepares the environment and the services."""

import sys

from django.core.management import execute_from_command_line

import backend.config  # noqa: F401  # names the settings
from backend.reference.faults import BrokenFile

if __name__ == "__main__":
    try:
        execute_from_command_line(sys.argv)
    except BrokenFile as error:  # the lifecycles are made of these files: nothing can begin
        sys.exit(f"The reference files were refused:\n{error}")
