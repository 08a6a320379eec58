"""The addresses of calendars, for people and for the programs that fetch them."""
