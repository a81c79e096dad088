"""The models of the program, of the communication strategy and of the cadence."""

import datetime as dt

from alignscan.publish.frozen import Frozen


class Program(Frozen):
    """The executive and leadership development program."""


class Communication(Frozen):
    """The communication strategy."""

    launch: dt.date | None = None


class Rhythm(Frozen):
    """One meeting or check that comes again and again."""

    id: str
