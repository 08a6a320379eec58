"""The heart: tables of transitions, one engine that performs them, consents, and the clock."""
