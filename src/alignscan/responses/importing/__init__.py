"""Exports of survey platforms, read as they are."""
