"""Polderspoor: keeps track of what social partners agree about social innovation."""
