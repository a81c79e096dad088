"""Where an organization stands: gaps, states and the verdict, all on published values."""
