"""Finds the packages; everything else is declared in pyproject.toml."""

from setuptools import find_packages, setup

setup(packages=[*find_packages("src"), "alignscan.templates", "alignscan.assessments"])
