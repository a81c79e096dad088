"""Correlations of published data sets, the outcome last."""

from typing import Final

import numpy as np
from numpy.typing import NDArray


def matrix_of(upper: list[list[float]], outcome: list[float]) -> NDArray[np.float64]:
    """Return a whole correlation matrix from its upper triangle and the last column."""
    size = len(outcome) + 1
    matrix = np.zeros((size, size))
    matrix[:-1, :-1], matrix[:-1, -1], matrix[-1, -1] = upper, outcome, 1.0
    full: NDArray[np.float64] = np.triu(matrix) + np.triu(matrix, 1).T
    return full


SWISS: Final = matrix_of(
    [
        [1.0, -0.6865422086171364, -0.63952251894832, 0.40109505304873994, -0.060858608416581576],
        [0.0, 1.0, 0.6984152962884828, -0.5727418060641664, -0.11402159648203355],
        [0.0, 0.0, 1.0, -0.15385891709091476, -0.09932184582134561],
        [0.0, 0.0, 0.0, 1.0, 0.17549590759662292],
        [0.0, 0.0, 0.0, 0.0, 1.0],
    ],
    [
        0.35307918361997476,
        -0.6458827064572877,
        -0.6637888570350691,
        0.46368470065179374,
        0.4165560314349827,
    ],
)
"""R's swiss, Fertility last; Mosteller & Tukey (1977)."""
MTCARS: Final = matrix_of(
    [
        [1.0, 0.902032872146999, 0.8324474527218194, -0.49268659938947124],
        [0.0, 1.0, 0.7909485863698065, -0.5555691985624825],
        [0.0, 0.0, 1.0, -0.12570425822547415],
        [0.0, 0.0, 0.0, 1.0],
    ],
    [-0.8521619594266132, -0.8475513792624785, -0.7761683718265865, 0.4802847573388421],
)
"""R's mtcars, mpg last: cyl, disp, hp, gear; Henderson & Velleman (1981)."""
