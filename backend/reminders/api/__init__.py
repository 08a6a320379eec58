"""A person's inbox, the dates that matter to them, and what waits for them."""
