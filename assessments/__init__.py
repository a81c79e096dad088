"""Example assessments to run and to copy: data, opened with `importlib.resources`."""
