"""The packaged questionnaires keep the rules of item writing."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

CONTENT = Path(__file__).parents[2] / "src" / "alignscan" / "content"
CONDITIONS = ("direction", "commitment", "goals", "capability", "systems")
LEVELS = (
    "senior_leadership",
    "senior_management",
    "team_leader",
    "project_manager",
    "employee",
    "external_consultant",
)
PAIRED_LEVELS = {"senior_leadership", "senior_management"}
PACKS = ("product-pack", "innovation-pack")
FORMS = ("standard", "pulse", "self-check", *PACKS)
ACTIONS = {
    "none": "A101",
    "unknown": "A201",
    "platitudes": "A103",
    "vision_without_strategy": "A101",
    "goals_without_vision": "A103",
    "many_versions": "A102",
    "none_of_these": None,
}
SECONDS = {"recall": 25, "comment": 25, "wish": 5, "choice": 10}
RATING_SECONDS = 7

NEGATION = re.compile(
    r"\b(not|no|never|none|nothing|nobody|neither|nor|without|cannot|hardly)\b"
    r"|n't\b|\bun(?!i|der|til)\w+",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(
    r"\b(always|never|all|every|everyone|everybody|everything|none|nobody|only|any|entire"
    r"|completely|totally|fully|each(?! other))\b",
    re.IGNORECASE,
)
DOUBLE = re.compile(r"\b(and|or)\b|/", re.IGNORECASE)
PAIR_NAMES = "Senior leadership and senior management"


def load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((CONTENT / name).read_text(encoding="utf-8"))
    return data


def form(name: str) -> dict[str, Any]:
    return load(f"questionnaires/{name}.yaml")


def kind(item: dict[str, Any]) -> str:
    return str(item.get("kind", "practice"))


def of_kind(questionnaire: dict[str, Any], wanted: str) -> list[dict[str, Any]]:
    return [item for item in questionnaire["items"] if kind(item) == wanted]


def asked(questionnaire: dict[str, Any], item: dict[str, Any]) -> list[str]:
    """Every wording of an item as people read it, variables filled in."""
    texts = [item["text"], *item.get("wording", {}).values()]
    return [text.format_map(questionnaire["variables"]) for text in texts]


def texts(name: str) -> list[tuple[str, str]]:
    questionnaire = form(name)
    return [(i["id"], text) for i in questionnaire["items"] for text in asked(questionnaire, i)]


def practice_codes() -> list[str]:
    conditions = load("practices.yaml")["conditions"]
    return [practice["code"] for c in conditions for practice in c["practices"]]


def test_practices_are_five_times_six() -> None:
    conditions = load("practices.yaml")["conditions"]
    assert tuple(c["id"] for c in conditions) == CONDITIONS
    assert [c["code"] for c in conditions] == ["C1", "C2", "C3", "C4", "C5"]
    assert practice_codes() == [f"C{c}.{p}" for c in range(1, 6) for p in range(1, 7)]


def test_only_commitment_has_parts() -> None:
    first, second, *rest = load("practices.yaml")["conditions"]
    expected = ["understanding"] * 3 + ["commitment"] * 3
    assert [p["part"] for p in second["practices"]] == expected
    assert not any("part" in p for c in (first, *rest) for p in c["practices"])


def test_practice_titles_are_short_and_descriptions_one_sentence() -> None:
    for condition in load("practices.yaml")["conditions"]:
        sentences = [condition["description"], condition["cost"]]
        for practice in condition["practices"]:
            assert len(practice["title"].split()) <= 8, practice["code"]
            sentences.append(practice["description"])
        assert all(s.endswith(".") and s.count(".") == 1 for s in sentences), condition["id"]


@pytest.mark.parametrize("name", FORMS)
def test_header(name: str) -> None:
    questionnaire = form(name)
    assert questionnaire["format"] == "alignscan/questionnaire/1"
    assert (questionnaire["id"], questionnaire["language"]) == (name, "en")


@pytest.mark.parametrize("name", ["standard", "pulse"])
def test_levels_are_defined(name: str) -> None:
    assert tuple(form(name)["levels"]) == LEVELS


@pytest.mark.parametrize("name", FORMS)
def test_ids_are_unique_column_names(name: str) -> None:
    ids = [item["id"] for item in form(name)["items"]]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", i) for i in ids)


@pytest.mark.parametrize("name", FORMS)
def test_scales_exist_are_used_and_label_each_point(name: str) -> None:
    questionnaire = form(name)
    named = questionnaire.get("scales", {})
    used = [item["scale"] for item in questionnaire["items"] if "scale" in item]
    assert {s for s in used if isinstance(s, str)} == set(named)
    for scale in [*named.values(), *(s for s in used if not isinstance(s, str))]:
        assert (scale["low"], scale["high"], len(scale["labels"])) == (1, 5, 5)
        assert scale["cannot_say"]
        assert all(isinstance(label, str) for label in scale["labels"])


@pytest.mark.parametrize("name", FORMS)
def test_ratings_have_a_scale(name: str) -> None:
    for item in form(name)["items"]:
        open_or_choice = kind(item) in {"recall", "choice", "comment"}
        assert ("scale" in item) != open_or_choice, item["id"]


@pytest.mark.parametrize("name", FORMS)
def test_variables_are_declared_used_and_never_first(name: str) -> None:
    questionnaire = form(name)
    raw = [t for i in questionnaire["items"] for t in [i["text"], *i.get("wording", {}).values()]]
    used = {variable for text in raw for variable in re.findall(r"\{(\w+)\}", text)}
    assert used == set(questionnaire["variables"])
    assert not [text for text in raw if text.startswith("{")]


def test_standard_covers_each_practice_one_to_three_times() -> None:
    items = of_kind(form("standard"), "practice")
    counts = Counter(item["practice"] for item in items)
    assert 34 <= len(items) <= 38
    assert sorted(counts) == practice_codes()
    assert max(counts.values()) <= 3


@pytest.mark.parametrize("name", ["standard", "pulse"])
def test_item_id_follows_its_practice(name: str) -> None:
    items = of_kind(form("standard"), "practice")
    counts = Counter(item["practice"] for item in items)
    for item in of_kind(form(name), "practice"):
        suffix = "[abc]" if counts[item["practice"]] > 1 else ""
        assert re.fullmatch(item["practice"].replace(".", "_") + suffix, item["id"])


def test_standard_has_one_wish_per_condition() -> None:
    wishes = of_kind(form("standard"), "wish")
    assert [w["condition"] for w in wishes] == list(CONDITIONS)
    assert [w["id"] for w in wishes] == [f"W_{c}" for c in CONDITIONS]


def test_standard_pair_and_outcomes() -> None:
    questionnaire = form("standard")
    assert [i["id"] for i in of_kind(questionnaire, "pair")] == ["P1", "P2", "P3", "P4"]
    outcomes = [i["id"] for i in of_kind(questionnaire, "outcome")]
    assert outcomes == [f"O{n}" for n in range(1, 8)]


def test_standard_order() -> None:
    items = form("standard")["items"]
    assert (kind(items[0]), kind(items[-1])) == ("recall", "comment")
    assert [kind(i) for i in items[-8:-1]] == ["outcome"] * 7
    codes = [i["practice"] for i in items if "practice" in i]
    assert codes == sorted(codes)


def test_recall_shows_no_priorities() -> None:
    for name in ("standard", "pulse"):
        first = form(name)["items"][0]
        assert first["kind"] == "recall"
        assert "{priorities}" not in first["text"]


def test_failure_type_leads_to_actions() -> None:
    (question,) = of_kind(form("standard"), "choice")
    assert {o["id"]: o.get("action") for o in question["options"]} == ACTIONS


def test_reverse_items_are_few() -> None:
    reverse = [i for i in of_kind(form("standard"), "practice") if i.get("reverse")]
    assert len(reverse) <= 2
    assert len({i["practice"][:2] for i in reverse}) == len(reverse)
    assert not any(i.get("reverse") for i in form("pulse")["items"])


def test_wording_is_paired_from_commitment_on() -> None:
    for item in of_kind(form("standard"), "practice"):
        wording = set(item.get("wording", {}))
        assert wording <= PAIRED_LEVELS
        if item["practice"] > "C2.9" or item["practice"] in {"C2.1", "C2.2", "C2.3"}:
            assert wording == PAIRED_LEVELS, item["id"]


def test_pulse_has_three_practices_per_condition() -> None:
    practices = [i["practice"] for i in of_kind(form("pulse"), "practice")]
    assert len(set(practices)) == len(practices) == 15
    assert Counter(p[:2] for p in practices) == {f"C{n}": 3 for n in range(1, 6)}


def test_pulse_repeats_the_standard_form() -> None:
    standard, pulse = form("standard"), form("pulse")
    by_id = {item["id"]: item for item in standard["items"]}
    assert all(by_id[item["id"]] == item for item in pulse["items"])
    for part in ("scales", "variables", "levels"):
        assert pulse[part].items() <= standard[part].items() or part == "scales"
    assert all(standard["scales"][name] == scale for name, scale in pulse["scales"].items())


def test_self_check_has_one_anchored_item_per_condition() -> None:
    items = form("self-check")["items"]
    assert [i["id"] for i in items] == [i["condition"] for i in items] == list(CONDITIONS)
    for item in items:
        assert item["kind"] == "anchor"
        assert item["text"].endswith("?")
        assert all(label.endswith(".") for label in item["scale"]["labels"])
        assert all(len(label.split()) < 20 for label in item["scale"]["labels"])


@pytest.mark.parametrize("name", FORMS)
def test_items_are_short_and_plain(name: str) -> None:
    for item_id, text in texts(name):
        assert len(text.split()) < 20, (item_id, text)
        assert not NEGATION.search(text), (item_id, text)
        assert not ABSOLUTE.search(text), (item_id, text)
        assert "and/or" not in text


@pytest.mark.parametrize("name", ["standard", "pulse"])
def test_items_hold_one_idea(name: str) -> None:
    for item_id, text in texts(name):
        one_body = re.sub(PAIR_NAMES, "They", text, flags=re.IGNORECASE)
        assert not DOUBLE.search(one_body), (item_id, text)


@pytest.mark.parametrize("name", ["standard", "pulse"])
def test_questions_go_with_question_scales(name: str) -> None:
    for item in form(name)["items"]:
        for text in [item["text"], *item.get("wording", {}).values()]:
            asks = item.get("scale") in {"frequency", "share", "need"}
            assert text.endswith("?" if asks else ".") or "scale" not in item, item["id"]


def test_wordings_of_a_form_differ() -> None:
    questionnaire = form("standard")
    shown = Counter(item["text"] for item in questionnaire["items"])
    assert max(shown.values()) == 1


@pytest.mark.parametrize(("name", "minutes"), [("standard", 8), ("pulse", 3), ("self-check", 2)])
def test_answering_time(name: str, minutes: int) -> None:
    seconds = sum(SECONDS.get(kind(item), RATING_SECONDS) for item in form(name)["items"])
    assert seconds < minutes * 60


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_makes_every_condition_scorable_in_few_questions(name: str) -> None:
    items = form(name)["items"]
    assert 6 <= len([i for i in items if kind(i) != "comment"]) <= 9
    anchors = of_kind(form(name), "anchor")
    assert [i["id"] for i in anchors] == [i["condition"] for i in anchors] == list(CONDITIONS)
    assert kind(items[-1]) == "comment"
    assert all(text.endswith("?") for _, text in texts(name))
