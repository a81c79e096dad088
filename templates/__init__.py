"""The templates of the reports: data, opened with `importlib.resources`."""
