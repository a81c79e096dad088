import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.modules import HEAVY
from tests.rules.examples import whole_file

from alignscan.rules.check import check_text
from alignscan.rules.ignores import heed
from alignscan.rules.rule import Rule
from alignscan.rules.table import RULES, find
from alignscan.rules.table_plan import PLAN
from alignscan.source.text import Text

SOURCES = Path(__file__).resolve().parents[2] / "src" / "alignscan"
NOT_TEXT = {"AS001", "AS002", "AS003", "AS004", "AS005", "AS236", "AS237", "AS238", "AS239"}
NOT_TEXT |= {"AS024", "AS246", "AS249", "AS557", "AS903", "AS904", "AS905"}
TEMPLATES = {"AS920", "AS921", "AS922", "AS923", "AS924"}
"""What a short text cannot show: files that cannot be read, and files beside them."""
ELSEWHERE = NOT_TEXT | TEMPLATES | {r.code for r in PLAN}
"""Rules on plans and templates have tests of their own."""
SHOWN = [r for r in RULES if r.code not in ELSEWHERE and not r.code.startswith("AS8")]


def by_code(rule: Rule) -> str:
    return rule.code


def codes(rule: Rule, example: str) -> set[str]:
    text = Text("example.yaml", whole_file(rule, example))
    findings = check_text(text, folder=Path("nowhere")).findings
    return {f.code for f in heed(findings, {text.path: text}).findings}


@pytest.mark.parametrize("rule", SHOWN, ids=by_code)
def test_the_bad_example_breaks_the_rule(rule: Rule) -> None:
    assert rule.code in codes(rule, rule.bad)


@pytest.mark.parametrize("rule", SHOWN, ids=by_code)
def test_the_good_example_keeps_this_rule_and_has_no_errors(rule: Rule) -> None:
    found = codes(rule, rule.good)
    assert rule.code not in found
    assert found <= {"AS221", "AS307", "AS308"}


def test_codes_and_names_are_unique() -> None:
    keys = [key for rule in RULES for key in (rule.code, rule.name)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_an_entry_is_complete(rule: Rule) -> None:
    assert re.fullmatch(r"AS[0-9]{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert rule.bad != rule.good


def test_a_rule_is_found_by_code_and_by_name() -> None:
    rule = find("AS203")
    assert rule is not None
    assert find("as203") is find("unknown-item") is rule
    assert find("AS999") is None


def test_every_code_in_the_sources_is_in_the_table() -> None:
    used = {
        node.value
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"AS[0-9]{3}", node.value)
    }
    assert used - {rule.code for rule in RULES} == set()


def loaded_by(statement: str) -> set[str]:
    script = f"{statement}; import sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=SOURCES.parent,
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_the_table_needs_no_pydantic() -> None:
    loaded = loaded_by("import alignscan.rules.table")
    assert not loaded & {"pydantic", "yaml", "difflib"}


def test_checking_loads_nothing_heavy() -> None:
    loaded = loaded_by("import alignscan.rules.check")
    assert not loaded & {*HEAVY, "typer", "difflib"}
