"""From bytes to located data: strict YAML, positions, findings, excerpts and span-based editing."""
