"""Forms as sheets: to fill in as a table, and to copy from."""
