"""Asking: files to start from, questions in the terminal, forms for people and platforms."""
