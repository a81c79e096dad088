"""The whole tool without a command line: typed, without printing and without exits.

Every function that reads files raises :class:`~alignscan.api.load.InvalidInput` with all findings,
each with file, line and column, when the input cannot be assessed.
"""
