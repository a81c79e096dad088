"""Linear and integer programs, solved by HiGHS (Huangfu & Hall, 2018)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Places = NDArray[np.intp]
FEASIBLE: Final = 2
"""What the solver calls values that meet all limits."""
PRIMAL: Final = 4
"""What the solver calls the primal simplex method."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows x unknowns, mostly 0: where the others are, and what they are."""

    rows: Places
    columns: Places
    values: Array
    unknowns: int

    @staticmethod
    def of(dense: Array) -> "Matrix":
        """Take what is not 0."""
        rows, columns = np.nonzero(dense)
        return Matrix(rows, columns, dense[rows, columns], dense.shape[1])

    @staticmethod
    def joined(parts: Iterable[tuple[Places, Places, Array]], unknowns: int) -> "Matrix":
        """Take rows, columns and values from several parts."""
        rows, columns, values = (np.concatenate(each) for each in zip(*parts, strict=True))
        return Matrix(rows, columns, values, unknowns)


@dataclass(frozen=True, slots=True)
class Solution:
    """What the solver found."""

    values: Array | None
    """Of each unknown; None where nothing was found that meets all limits."""
    complete: bool
    """Whether it was proven that nothing is better, or that there is nothing."""


class Program:
    """Unknowns between limits of their own, and rows: sums of them between limits.

    It can be asked again and again for other costs: the next search begins where the last ended.
    """

    def __init__(
        self,
        matrix: Matrix,
        low: ArrayLike,
        high: ArrayLike,
        *,
        least: ArrayLike = 0.0,
        most: ArrayLike = np.inf,
        whole: ArrayLike = False,
        **options: bool | float | str,
    ) -> None:
        """Take rows between ``low`` and ``high`` and unknowns between ``least`` and ``most``.

        ``whole`` says which unknowns are whole numbers; ``options`` are those of HiGHS.
        """
        import highspy

        self.unknowns: Final = matrix.unknowns
        order = np.lexsort((matrix.rows, matrix.columns))
        starts = np.searchsorted(matrix.columns[order], np.arange(self.unknowns))
        below, above = (np.asarray(limit, dtype=np.float64).ravel() for limit in (low, high))
        self._every = np.arange(self.unknowns, dtype=np.int32)
        self._solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # it says no types
        # One thread: what is found must not depend on how many cores there are.
        for name, value in {"output_flag": False, "threads": 1, **options}.items():
            self._solver.setOptionValue(name, value)
        self._solver.passModel(
            self.unknowns,
            len(below),
            len(order),
            int(highspy.MatrixFormat.kColwise),
            int(highspy.ObjSense.kMinimize),
            0.0,
            np.zeros(self.unknowns),
            np.broadcast_to(np.asarray(least, dtype=np.float64), self.unknowns).copy(),
            np.broadcast_to(np.asarray(most, dtype=np.float64), self.unknowns).copy(),
            below,
            above,
            starts.astype(np.int32),
            matrix.rows[order].astype(np.int32),
            matrix.values[order],
            np.broadcast_to(np.asarray(whole), self.unknowns).astype(np.int32),
        )

    def minimize(self, costs: Array) -> Solution:
        """Return values of the unknowns at which they cost least: values times ``costs``."""
        from highspy import HighsModelStatus as Status

        solver = self._solver
        solver.changeColsCost(len(costs), self._every, costs)
        solver.run()
        # The values stay within all limits when costs change: the primal method goes on from them.
        solver.setOptionValue("simplex_strategy", PRIMAL)
        complete = solver.getModelStatus() in (Status.kOptimal, Status.kInfeasible)
        if solver.getInfo().primal_solution_status != FEASIBLE:
            return Solution(None, complete)
        return Solution(np.array(solver.getSolution().col_value), complete)
