"""The report: one frozen model, versioned, from which every format is rendered."""
