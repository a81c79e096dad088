"""Numbers of a plan file that its shape takes have to fit the rules that read them as well."""

from pathlib import Path

import pytest

from alignscan.rules.check import check_text
from alignscan.source.text import Text

TOUCHPOINT = "audience: all, messages: [why], sender: employee, channel: team_meeting"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("program: {evaluation: [{level: true}]}", "AS103"),
        ("program: {evaluation: [{level: 1.0}]}", "AS103"),
        ("program: {evaluation: [{level: 5}]}", "AS105"),
        ("communication: {weeks: 0}", "AS105"),
        (
            f"communication: {{touchpoints: [{{{TOUCHPOINT}, feedback: {{answer_days: 0}}}}]}}",
            "AS105",
        ),
    ],
)
def test_a_number_that_no_rule_can_read_is_refused(written: str, code: str) -> None:
    text = Text("plan.yaml", f"format: alignscan/plan/1\n{written}\n")
    assert code in {f.code for f in check_text(text, folder=Path("nowhere")).findings}
