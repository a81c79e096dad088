"""The confidentiality gate: what may be shown, to what precision, and nothing else.

Everything downstream takes only a :class:`~alignscan.publish.published.Published`; what a renderer
never holds it cannot leak.
"""
