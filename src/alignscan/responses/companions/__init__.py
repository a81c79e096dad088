"""Forms and data dictionaries that say what the codes of an export mean."""
