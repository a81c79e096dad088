"""Exact statistics: answers to additive counts, counts to measures.

``tabulate(book, batches)`` counts, ``a + b`` joins counts, ``measure(tabulation)`` computes. After
counting no respondent exists any more. Measures are raw material: only ``publish`` reads them.
"""
