"""What was released of a wave, remembered so that no later report can be subtracted from it.

A ledger holds, for each wave, the people of all releases (as keyed hashes), and the rows that were
shown: which people each of them rests on. A later report of the same wave is decided together with
those rows. Nothing of it is ever published.
"""
