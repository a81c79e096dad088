"""One module for each format of findings."""
