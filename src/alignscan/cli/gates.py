"""Gates as the command line asks for them; what it says wins over what the survey file says."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple, get_args

from alignscan.cli.exits import Exit, Stop
from alignscan.model.survey import Gate
from alignscan.report.model import Gates

GATES: dict[str, Gate] = {name: name for name in get_args(Gate)}


class WantedGates(NamedTuple):
    """What the options say; what they leave out is as in the survey file."""

    fail_under: Decimal | None = None
    fail_on: tuple[Gate, ...] = ()

    def over(self, own: Gates) -> Gates:
        """Return the gates to hold a report to, given those that it carries."""
        return Gates(
            fail_under=own.fail_under if self.fail_under is None else self.fail_under,
            fail_on=self.fail_on or own.fail_on,
            response_rate=own.response_rate,
        )


def wanted_gates(fail_under: str | None, fail_on: Sequence[str] | None) -> WantedGates:
    """Return the gates that options ask for; Stop for what is no number or no gate."""
    unknown = next((name for name in fail_on or () if name not in GATES), None)
    if unknown is not None:
        raise Stop(Exit.USAGE, f"no gate `{unknown}`", f"choose one of {', '.join(GATES)}")
    return WantedGates(_limit(fail_under), tuple(GATES[name] for name in fail_on or ()))


def _limit(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        limit = Decimal(text)
    except InvalidOperation:
        limit = Decimal("NaN")
    if not limit.is_finite():
        raise Stop(Exit.USAGE, "--fail-under takes a number", "write for example 3.5")
    return limit
