"""Plans as text: one file per format."""
