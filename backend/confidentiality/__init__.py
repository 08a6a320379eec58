"""Two walls: what an actor may not see does not exist for it."""
