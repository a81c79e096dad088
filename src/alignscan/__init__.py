"""alignscan tells an organization how strategically aligned it is, and what to do next.

The whole tool without a command line::

    import alignscan

    report = alignscan.assess("survey.yaml")
    print(report.diagnosis.verdict)
    html = alignscan.render(report, "html")

Names are imported when first used, so that ``import alignscan`` costs nothing.
"""

__version__ = "0.1.0"

_HOME = {
    "Assessment": "alignscan.api.load",
    "InvalidInput": "alignscan.api.load",
    "load": "alignscan.api.load",
    "check": "alignscan.api.check",
    "assess": "alignscan.api.assess",
    "plan": "alignscan.api.plan",
    "form": "alignscan.api.form",
    "CannotCarry": "alignscan.forms.carrying",
    "tabulate": "alignscan.api.assess",
    "save_tabulation": "alignscan.api.tabulations",
    "load_tabulation": "alignscan.api.tabulations",
    "measure": "alignscan.measurement.measure",
    "Measures": "alignscan.measurement.measures",
    "Tabulation": "alignscan.measurement.tabulation",
    "load_report": "alignscan.api.reports",
    "render": "alignscan.api.reports",
    "schema": "alignscan.api.reports",
    "Presentation": "alignscan.rendering.options",
    "Report": "alignscan.report.model",
    "Finding": "alignscan.source.finding",
}
__all__ = sorted(_HOME)  # noqa: PLE0605  the table of names is the one place they stand


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'alignscan' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
