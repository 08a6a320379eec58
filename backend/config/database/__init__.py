"""Django's PostgreSQL, which looks before it asks whether a connection still holds."""
