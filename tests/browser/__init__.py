"""What people see and do in a browser, against a server of its own with the demo data."""
