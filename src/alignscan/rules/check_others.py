"""Checking plans, libraries of actions, brands and mappings: files that are no survey."""

from __future__ import annotations

from collections.abc import Sequence

from alignscan.rules import (
    actions,
    brand,
    forms_others,
    labels,
    mapping,
    plan_rules,
    planfile,
)
from alignscan.rules.asked import File
from alignscan.rules.checked import Checked, blank, whole
from alignscan.rules.forms import Form, Model, Raw
from alignscan.rules.problem import Check, run
from alignscan.rules.shape import shape
from alignscan.source.finding import Finding, Severity


def check_actions(file: File, data: Raw) -> Checked:
    """Return a library of actions, checked."""
    library, findings = _checked(file, data, forms_others.ACTIONS, actions.CHECKS)
    return blank(file)._replace(library=library, findings=findings)


def check_brand(file: File, data: Raw) -> Checked:
    """Return a brand, checked."""
    shaped = shape(file.document, forms_others.BRAND, data=data)
    if shaped.model is None:
        return blank(file)._replace(findings=shaped.findings)
    written = brand.BrandFile(shaped.model, data, file.folder, file.root)
    problems = tuple(run(brand.CHECKS, written, shaped.broken))
    findings = (*shaped.findings, *map(shaped.place.finding, problems))
    sound = not shaped.broken and not any(f.severity is Severity.ERROR for f in findings)
    found = brand.branding(written) if sound else None
    return blank(file)._replace(branding=found, findings=findings)


def check_plan(file: File, data: Raw) -> Checked:
    """Return a plan, checked."""
    shaped = shape(file.document, forms_others.PLAN, data=data)
    if shaped.model is None or shaped.broken:
        return blank(file)._replace(findings=shaped.findings)
    subject = planfile.PlanText(shaped.model, shaped.data)
    found = list(run(planfile.CHECKS, subject))
    readable = planfile.readable(shaped.data)
    for problem in run(plan_rules.CHECKS, readable.plan):
        found.append(problem._replace(loc=readable.written(problem.loc)))
    placed = (p._replace(loc=planfile.place_of(shaped.data, p.loc)) for p in found)
    findings = (*shaped.findings, *map(shaped.place.finding, placed))
    return blank(file)._replace(plan=shaped.model, findings=findings)


def check_mapping(file: File, data: Raw) -> Checked:
    """Return a mapping of an export, checked."""
    found, findings = _checked(file, data, forms_others.MAPPING, mapping.CHECKS)
    return blank(file)._replace(mapping=found, findings=findings)


def check_labels(file: File, data: Raw) -> Checked:
    """Return labels of somebody's own, checked."""
    found, findings = _checked(file, data, forms_others.LABELS, labels.CHECKS)
    return blank(file)._replace(labels=found, findings=findings)


def _checked(
    file: File, data: Raw, form: Form[Model], checks: Sequence[Check[Model]]
) -> tuple[Model | None, tuple[Finding, ...]]:
    """Return what a file holds, None where parts of it are broken, and what is wrong with it."""
    shaped = shape(file.document, form, data=data)
    problems = () if shaped.model is None else run(checks, shaped.model, shaped.broken)
    return whole(shaped), (*shaped.findings, *map(shaped.place.finding, problems))


CHECKS = {
    forms_others.ACTIONS.format: check_actions,
    forms_others.PLAN.format: check_plan,
    forms_others.BRAND.format: check_brand,
    forms_others.MAPPING.format: check_mapping,
    forms_others.LABELS.format: check_labels,
}
