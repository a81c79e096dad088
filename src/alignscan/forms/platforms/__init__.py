"""Forms for survey platforms, in the files that each of them takes in."""
