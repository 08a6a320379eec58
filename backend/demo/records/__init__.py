"""The records of the demo file: which keys each has and what their values look like."""
