"""People, organisations, tables and seats: what administrators keep, and those concerned see."""
