"""The charts of a report as SVG files of their own, for slides and documents."""
