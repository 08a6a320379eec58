"""Measurements at scale, each with its floor beside it in the same run: `script/bench`."""
