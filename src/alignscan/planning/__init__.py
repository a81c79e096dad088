"""What to do next, and why: actions chosen from the library."""
