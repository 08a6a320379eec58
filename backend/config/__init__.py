"""The roof of the house: settings, system checks, workers, addresses and embedded services."""
