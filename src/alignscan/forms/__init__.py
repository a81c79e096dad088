"""Asking: files to start from, templates for responses, and questions in the terminal."""
