"""Deciding which cells may be shown, from membership alone.

Counts, sums, shares and squares of a cell are all linear in the same membership vector, so one
decision over membership protects every figure. The rule: no combination of shown cells may rest on
fewer than k people. The elimination follows Langsrud (2024), "Secondary cell suppression by
Gaussian elimination"; the audit that follows it is stricter and looks for every such combination.
"""
