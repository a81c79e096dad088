"""Every field of the reference values: where it is compared, or why it is not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isclose
from typing import Any, Final

from tests.measurement.oracles import EXACT

Path = tuple[str, ...]

EXEMPT: Final[Mapping[str, str]] = {
    r".*:meta\..*": "describes the data set",
    r".*\.(info|check)_[^.]*(\..*)?": "the notes: for information, not for acceptance",
    r".*\.check": "a note in words",
    r".*\.lmer_reml\..*": "later: a mixed model; the analysis of variance is reported",
    r".*\.johnson_rw(_share)?": "later: Johnson's weights; LMG is reported",
    r"careless200:(mahalanobis_d2\.\d+|summary\.(d2_sum|n_d2_p_lt_001|n_d2_p_lt_01))": (
        "later: Mahalanobis distances"
    ),
    r"literature:johnson_rw_mtcars\.(published|computed)\.raw\.\d+": "later: Johnson's weights",
    r"literature:lmg_swiss\.computed\.johnson\.\d+": "later: Johnson's weights",
    r"literature:[^.]*\.(source|id)": "where the numbers stand",
    r"literature:lmg_swiss\.published": "nothing is published",
    r"literature:lmg_swiss\.computed\.names\.\d": "names the drivers",
    r"edge:rwg_j_raw_out_of_range_examples\.1\.raw": (
        "the pole: rounding gives R any large number; test_agreement expects none"
    ),
    r"literature:null_variances\.published\.\d\.[3-6]": "nulls that are not offered",
    r"employee_survey:items\.\d+\.neutral\..*": (
        "R counts no answers as neutral; with four points there is no such share"
    ),
    r"edge:segments\.\d\.reason": "a note in words",
    r"edge:reliability\.S3_reversed_q11_q12\.omega_uniquenesses\.0": (
        "0 at the edge that R does not reach; test_reliability takes R's steps"
    ),
    r"edge:icc_negative\.(y|group)\.\d+": "what was put in",
    r"edge:rwg_j_raw_out_of_range_examples\.\d\.(null_variance|J|mean_item_variance)": (
        "what was put in"
    ),
    r"edge:(wilson_extremes\.\d\.[xn]|bootstrap_all_resamples\.x\.\d)": "what was put in",
    r"literature:[^.]*\.input\..*": "what was put in",
}
"""Patterns of ``set:path.of.the.field``; each with its reason."""

TOLERANCES: Final[Mapping[str, tuple[float, str]]] = {
    r".*\.omega_ml(_observed_var)?": (1e-8, "meta.tolerances"),
    r".*\.hedges_g_ci_(lo|hi)": (1e-5, "meta.tolerances"),
    r"bfi:comparisons_education_all_pairs_family50\.9\.hedges_g_ci_hi": (
        2e-5,
        "the end is next to 0: R's, right to 1e-8 of a standard deviation, has fewer digits",
    ),
    r"bfi:comparisons_(gender\.0|education_all_pairs_family50\.39)\.hedges_g_ci_hi": (
        1e-4,
        "R's search stopped early; test_differences shows that its end misses its probability",
    ),
    r"bfi:comparisons_education_vs_rest_family25\.22\.hedges_g_ci_hi": (
        2e-2,
        "R's search stopped early; test_differences shows that its end misses its probability",
    ),
    r"edge:reliability\.S3_reversed_q11_q12\.omega_.*": (
        3e-5,
        "R took 200,000 steps of EM towards an edge it does not reach; test_reliability takes them",
    ),
}
"""Patterns of fields that are compared at another relative tolerance, and why."""

NEAR_ZERO: Final = 1e-15
"""R leaves a remainder where the exact value is 0."""


class Absent:
    """Nothing was computed for a field."""


ABSENT: Final = Absent()


@dataclass(frozen=True)
class Loose:
    """A value that the reference has with few digits, or whose reference did not converge."""

    value: float
    absolute: float


def leaves(values: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every field of a nested structure with its path."""
    pairs: Any = ()
    if isinstance(values, Mapping):
        pairs = values.items()
    elif isinstance(values, list | tuple):
        pairs = enumerate(values)
    else:
        yield path, values
    for key, value in pairs:
        yield from leaves(value, (*path, str(key)))


def problems(name: str, expected: Any, found: Any) -> list[str]:
    """Return what is wrong: fields that differ, or that nothing was computed for."""
    return [
        f"{label(name, path)}: {trouble}"
        for path, value in leaves(expected)
        if not is_exempt(label(name, path))
        and (trouble := _trouble(label(name, path), value, at(found, path))) is not None
    ]


def at(values: Any, path: Path) -> Any:
    """Return the field at a path, or ``ABSENT``."""
    for key in path:
        if isinstance(values, Mapping):
            values = values.get(key, ABSENT)
        elif isinstance(values, list | tuple) and int(key) < len(values):
            values = values[int(key)]
        else:
            return ABSENT
    return values


def label(name: str, path: Path) -> str:
    """Return how patterns name a field."""
    return f"{name}:{'.'.join(path)}"


def is_exempt(field: str) -> bool:
    """Return whether a field need not be compared."""
    return any(re.fullmatch(pattern, field) for pattern in EXEMPT)


def tolerance(field: str) -> float:
    """Return the relative tolerance of a field: of the patterns that fit, the widest."""
    found = [rel for pattern, (rel, _) in TOLERANCES.items() if re.fullmatch(pattern, field)]
    return max(found, default=EXACT)


def _trouble(field: str, expected: Any, found: Any) -> str | None:
    if isinstance(found, Absent):
        return "not compared"
    if isinstance(found, Loose):
        near = abs(found.value - expected) <= found.absolute
        return None if near else f"{found.value} is not near {expected}"
    if expected is None or isinstance(expected, str | bool):
        return None if found == expected else f"{found!r} is not {expected!r}"
    if found is None:
        return f"None is not {expected}"
    rel, value = tolerance(field), float(found)
    if isclose(value, expected, rel_tol=rel) or (
        0 in (value, expected) and abs(value - expected) < NEAR_ZERO
    ):
        return None
    return f"{value!r} is not {expected!r} to {rel}"
