import re
from importlib.resources import files

import pytest

TEXT_ON = [
    ("text", "page"),
    ("text", "panel"),
    ("muted", "page"),
    ("muted", "panel"),
    ("link", "page"),
    *((text, f"zone-{i}") for text in ("now-text", "target-text") for i in (1, 2, 3)),
    *((f"heat-{i}-text", f"heat-{i}") for i in range(1, 8)),
    *((text, ground) for text in ("text", "muted") for ground in ("field", "act")),
    *(("text", f"zone-{i}") for i in (1, 2, 3)),
    *(("bar-dark-text", ground) for ground in ("low-2", "high-2")),
    *(("bar-light-text", ground) for ground in ("low-1", "mid", "high-1")),
]
SHAPE_ON = [
    *((shape, f"zone-{i}") for shape in ("now", "target", "distance") for i in (1, 2, 3)),
    *((state, "page") for state in ("apparent", "partly", "not-apparent", "unknown", "focus")),
    *((f"condition-{i}", ground) for i in range(1, 6) for ground in ("field", "act")),
    *((shape, f"zone-{i}") for shape in ("square", "triangle") for i in (1, 2, 3)),
    *((shape, "page") for shape in ("low-2", "high-2", "run", "path", "milestone")),
    ("run", "field"),
    ("run", "act"),
]
COLORS = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6});")


def palettes() -> dict[str, dict[str, str]]:
    css = files("alignscan.templates").joinpath("report.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    light, dark = (dict(COLORS.findall(block)) for block in blocks)
    return {"light": light, "dark": light | dark}


def luminance(color: str) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(theme: str, text: str, ground: str) -> None:
    colors = palettes()[theme]
    assert contrast(colors[text], colors[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_ON)
def test_shapes_can_be_seen(theme: str, shape: str, ground: str) -> None:
    colors = palettes()[theme]
    assert contrast(colors[shape], colors[ground]) >= 3


def test_both_themes_name_the_same_colors() -> None:
    css = files("alignscan.templates").joinpath("report.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    light, dark = ({name for name, _ in COLORS.findall(block)} for block in blocks)
    assert light == dark
