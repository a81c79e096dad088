import json
from pathlib import Path

from tests.cli.command import Inside

from alignscan.rules.table import RULES


def test_every_rule_is_listed_once_for_people(tmp_path: Path) -> None:
    lines = Inside(tmp_path)("rules").out.splitlines()
    assert [line.split()[:3] for line in lines] == [[r.code, r.name, r.severity] for r in RULES]


def test_every_rule_is_listed_whole_for_programs(tmp_path: Path) -> None:
    run = Inside(tmp_path)
    data = json.loads(run("rules", "--format", "json").out)
    assert data["format"] == "alignscan/rules/1"
    assert [one["code"] for one in data["rules"]] == [rule.code for rule in RULES]
    assert all(one["summary"] and one["why"] and one["bad"] for one in data["rules"])
    assert run("rules", "-f", "xml").code == 2


def test_what_is_listed_can_be_explained(tmp_path: Path) -> None:
    run = Inside(tmp_path)
    for rule in RULES[::20]:
        assert run("explain", rule.name).out == run("explain", rule.code).out
