"""Checking plans, libraries of actions, brands and mappings: files that are no survey."""

from __future__ import annotations

from dataclasses import replace

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
from alignscan.rules.forms import Raw
from alignscan.rules.problem import run
from alignscan.rules.shape import shape
from alignscan.source.finding import Severity


def check_actions(file: File, data: Raw) -> Checked:
    """Return a library of actions, checked."""
    shaped = shape(file.document, forms_others.ACTIONS, data=data)
    problems = () if shaped.model is None else run(actions.CHECKS, shaped.model, shaped.broken)
    findings = (*shaped.findings, *map(shaped.place.finding, problems))
    return replace(blank(file), library=whole(shaped), findings=findings)


def check_brand(file: File, data: Raw) -> Checked:
    """Return a brand, checked."""
    shaped = shape(file.document, forms_others.BRAND, data=data)
    if shaped.model is None:
        return replace(blank(file), findings=shaped.findings)
    written = brand.BrandFile(shaped.model, data, file.folder, file.root)
    problems = tuple(run(brand.CHECKS, written, shaped.broken))
    findings = (*shaped.findings, *map(shaped.place.finding, problems))
    sound = not shaped.broken and not any(f.severity is Severity.ERROR for f in findings)
    found = brand.branding(written) if sound else None
    return replace(blank(file), branding=found, findings=findings)


def check_plan(file: File, data: Raw) -> Checked:
    """Return a plan, checked."""
    shaped = shape(file.document, forms_others.PLAN, data=data)
    if shaped.model is None or shaped.broken:
        return replace(blank(file), findings=shaped.findings)
    subject = planfile.PlanText(shaped.model, shaped.data)
    found = list(run(planfile.CHECKS, subject))
    readable = planfile.readable(shaped.data)
    for problem in run(plan_rules.CHECKS, readable.plan):
        found.append(replace(problem, loc=readable.written(problem.loc)))
    placed = (replace(p, loc=planfile.place_of(shaped.data, p.loc)) for p in found)
    findings = (*shaped.findings, *map(shaped.place.finding, placed))
    return replace(blank(file), plan=shaped.model, findings=findings)


def check_mapping(file: File, data: Raw) -> Checked:
    """Return a mapping of an export, checked."""
    shaped = shape(file.document, forms_others.MAPPING, data=data)
    problems = () if shaped.model is None else run(mapping.CHECKS, shaped.model, shaped.broken)
    findings = (*shaped.findings, *map(shaped.place.finding, problems))
    return replace(blank(file), mapping=whole(shaped), findings=findings)


def check_labels(file: File, data: Raw) -> Checked:
    """Return labels of somebody's own, checked."""
    shaped = shape(file.document, forms_others.LABELS, data=data)
    problems = () if shaped.model is None else run(labels.CHECKS, shaped.model, shaped.broken)
    findings = (*shaped.findings, *map(shaped.place.finding, problems))
    return replace(blank(file), labels=whole(shaped), findings=findings)


CHECKS = {
    forms_others.ACTIONS.format: check_actions,
    forms_others.PLAN.format: check_plan,
    forms_others.BRAND.format: check_brand,
    forms_others.MAPPING.format: check_mapping,
    forms_others.LABELS.format: check_labels,
}
