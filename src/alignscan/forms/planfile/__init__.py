"""The plan as a file that people own: written once, and merged with their words ever after."""
