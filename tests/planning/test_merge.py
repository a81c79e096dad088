"""Hand edits and runs in any order: nothing that a person wrote is ever lost or moved."""

import re
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from tests.planning.planfiles import (
    data_of,
    holds,
    peoples_part,
    small_plans,
    whole_plan,
    without_suggestions,
)

from alignscan.forms.planfile import suggested
from alignscan.forms.planfile.fresh import fresh
from alignscan.forms.planfile.merge import merge
from alignscan.model.planfile import PlanFile
from alignscan.source.edit import set_value

OWN_LINE = re.compile(
    r"^ {0,4}(?:- id|title|owner|status|start|due|notes|actions|format|suggested): ?.*$", re.M
)
"""Lines above which, or at whose end, people may write; deeper ones may be suggestions."""
WORDS = st.text(alphabet="ab :#-'\"é漢{}[],&*!|>%@`", min_size=1, max_size=12).filter(str.strip)
VALUES: dict[str, Any] = {
    "owner": WORDS,
    "notes": st.one_of(WORDS, st.just("first\nsecond\n")),
    "status": st.sampled_from(["planned", "started", "done", "dropped"]),
    "start": st.dates().map(str),
    "due": st.dates().map(str),
    "kpi_value": st.integers(0, 100),
    "owner_role": st.sampled_from(["team_leader", "senior_management"]),
}


class PlanFiles(RuleBasedStateMachine):
    """A plan file that people and runs change in turn."""

    @initialize(
        first=st.sampled_from(range(5)), end=st.sampled_from(["\n", "\r\n"]), mark=st.booleans()
    )
    def written(self, first: int, end: str, mark: bool) -> None:
        text = fresh(small_plans()[first], "Nord: 1", "en", "survey.yaml", "plan.yaml").text
        self.end, self.remarks = end, 0
        self.text = ("\ufeff" if mark else "") + text.replace("\n", end)

    def entries(self) -> list[Any]:
        return data_of(self.text)["actions"] or []

    @precondition(lambda self: self.entries())
    @rule(data=st.data(), key=st.sampled_from(sorted(VALUES)))
    def write_a_value(self, data: st.DataObject, key: str) -> None:
        at = data.draw(st.integers(0, len(self.entries()) - 1))
        self.text = set_value(self.text, ("actions", at, key), data.draw(VALUES[key]))

    @precondition(lambda self: self.entries())
    @rule(data=st.data(), value=st.one_of(WORDS, st.integers(0, 9), st.lists(WORDS, max_size=2)))
    def keep_something_of_ones_own(self, data: st.DataObject, value: object) -> None:
        at = data.draw(st.integers(0, len(self.entries()) - 1))
        self.text = set_value(self.text, ("actions", at, "own", "ticket"), value)

    @rule(data=st.data(), trailing=st.booleans())
    def add_a_comment(self, data: st.DataObject, trailing: bool) -> None:
        lines = [m for m in OWN_LINE.finditer(self.text.replace("\r", "")) if _plain(m.group())]
        place = data.draw(st.sampled_from(lines)).group()
        self.remarks += 1
        indent = " " * (len(place) - len(place.lstrip()))
        remark = f"# remark {self.remarks}: ='"
        new = f"{place}  {remark}" if trailing else f"{indent}{remark}{self.end}{place}"
        self.text = _replaced(self.text, place, new)

    @rule(data=st.data(), indent=st.integers(0, 7))
    def add_a_comment_below_a_suggestion(self, data: st.DataObject, indent: int) -> None:
        found = list(re.finditer(r"^    suggested:.*\r?\n(?:      .*\r?\n)+", self.text, re.M))
        if found:
            at = data.draw(st.sampled_from(found)).end()
            self.remarks += 1
            remark = f"{' ' * indent}# remark {self.remarks}{self.end}"
            self.text = self.text[:at] + remark + self.text[at:]

    @rule()
    def add_an_action(self) -> None:
        self.remarks += 1
        entry = [f"  - id: own-{self.remarks}", "    title: Ours  # kept", "    owner: Kim"]
        head = re.search(r"^actions:[^\[\r\n]*(?:\r\n|\n)(?= *- )", self.text, re.M)
        if head is not None:
            at = head.end()
            self.text = self.text[:at] + self.end.join([*entry, ""]) + self.text[at:]

    @rule(data=st.data())
    def move_the_suggestion_up(self, data: st.DataObject) -> None:
        blocks = re.findall(
            r"^(?:  - id: \S+\r?\n)(?:    [a-z_]+:(?: [^|>#\r\n]*)?\r?\n)+?"
            r"    suggested:\r?\n(?:      [^\r\n]*\r?\n)+",
            self.text,
            re.M,
        )
        if blocks:
            block = data.draw(st.sampled_from(blocks))
            head, _, rest = block.partition("\n")
            own, _, said = rest.partition("    suggested:")
            self.text = self.text.replace(block, f"{head}\n    suggested:{said}{own}", 1)

    @rule(data=st.data())
    def change_a_suggestion_by_hand(self, data: st.DataObject) -> None:
        found = [i for i, e in enumerate(self.entries()) if e.get("suggested")]
        if found:
            at = data.draw(st.sampled_from(found))
            self.text = set_value(self.text, ("actions", at, "suggested", "points"), 99)

    @rule(which=st.sampled_from(range(5)))
    def run(self, which: int) -> None:
        plan, before = small_plans()[which], self.text
        self.text = merge(before, plan, "en").text
        assert merge(self.text, plan, "en").text == self.text
        _nothing_lost(before, self.text)
        _suggests(self.text, plan)
        assert self.text.startswith("\ufeff") == before.startswith("\ufeff")
        assert (self.end == "\r\n") == ("\r\n" in self.text)
        assert self.end == "\n" or not re.search(r"(?<!\r)\n", self.text)


def _plain(line: str) -> bool:
    return not re.search(r"""[|>#"'\[{]""", line)


def _replaced(text: str, line: str, new: str) -> str:
    at = re.search(rf"^{re.escape(line)}(?=\r?$)", text, re.M)
    return text if at is None else text[: at.start()] + new + text[at.end() :]


def _nothing_lost(before: str, after: str) -> None:
    was, now = without_suggestions(data_of(before)), without_suggestions(data_of(after))
    assert holds(now, was)
    kept, left = peoples_part(before), peoples_part(after)
    if was == now:
        assert left == kept
    rest = map(_filled, left)
    assert [line for line in kept if line.strip() and _filled(line) not in rest] == []


def _filled(line: str) -> str:
    """Return a line without its end, and without the brackets of a list that is still empty."""
    return line.rstrip("\r\n").removesuffix(" []")


def _suggests(text: str, plan: Any) -> None:
    data = data_of(text)
    PlanFile.model_validate(data).in_force()
    said = {e["id"]: e["suggested"] for e in data["actions"] if "suggested" in e}
    wanted = {e.id: e.suggested for e in suggested.actions(plan, "en")}
    assert {id: said[id] for id in wanted} == wanted
    assert all("closed" in said[id] for id in said.keys() - wanted.keys())
    assert data["suggested"] == suggested.whole(plan)


TestPlanFiles = PlanFiles.TestCase
TestPlanFiles.settings = settings(max_examples=8, stateful_step_count=10)


def written(plan: Any) -> str:
    return fresh(plan, "Nord", "en", "survey.yaml", "plan.yaml").text


def test_a_whole_plan_is_written_and_written_again() -> None:
    text = written(whole_plan())
    assert merge(text, whole_plan(), "en").text == text
    assert PlanFile.model_validate(data_of(text)).program is not None


def test_a_gap_that_is_closed_is_marked_and_keeps_what_was_suggested() -> None:
    plan = small_plans()[0]
    merged = merge(written(plan), plan.model_copy(update={"actions": (), "program": None}), "en")
    assert merged.closed == tuple(action.id for action in plan.actions)
    data = data_of(merged.text)["actions"]
    assert [a["suggested"]["closed"] for a in data] == [
        "gap_closed" if any(r.kind == "gap" for r in a.reasons) else "not_chosen"
        for a in plan.actions
    ]
    assert data[0]["suggested"]["start"] == str(plan.actions[0].start)
    again = merge(merged.text, plan, "en")
    assert "closed" not in again.text
    assert again.changed == merged.closed


def test_a_gap_that_is_open_elsewhere_is_not_called_closed() -> None:
    plan = whole_plan()
    gone = next(a for a in plan.actions if any(r.kind == "gap" for r in a.reasons))
    practice = next(r.id for r in gone.reasons if r.kind == "gap")
    left = {"actions": tuple(a for a in plan.actions if a != gone), "without_action": (practice,)}
    merged = merge(written(plan), plan.model_copy(update=left), "en")
    entry = next(a for a in data_of(merged.text)["actions"] if a["id"] == gone.id)
    assert entry["suggested"]["closed"] == "not_chosen"


@pytest.mark.parametrize(
    "style",
    [
        "format: alignscan/plan/1\nactions: []\n",
        "format: alignscan/plan/1\n",
        "# only this\nformat: alignscan/plan/1\nactions: [{id: A101, owner: Kim}]\n",
        "{format: alignscan/plan/1, actions: [{id: own, title: Ours}]}\n",
        '{"format": "alignscan/plan/1", "actions": [{"id": "A101", "own": {"x": "y"}}]}\n',
        "format: alignscan/plan/1\nactions:\n- id: A101\n  notes: |+\n    text\n\n",
        "format: alignscan/plan/1\nactions:\n- suggested:\n  id: A101\nnotes: end",
    ],
)
def test_a_plan_in_any_style_takes_the_suggestions(style: str) -> None:
    plan = small_plans()[0]
    merged = merge(style, plan, "en").text
    assert holds(without_suggestions(data_of(merged)), without_suggestions(data_of(style)))
    _suggests(merged, plan)
    assert merge(merged, plan, "en").text == merged
