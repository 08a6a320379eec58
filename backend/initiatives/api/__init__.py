"""Initiatives over HTTP."""
