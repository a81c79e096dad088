"""Programs that a solver answers: the most or least that unknowns between limits add up to."""
