"""Not used here: it shows where the project is."""
