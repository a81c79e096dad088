"""The offline form as people meet it: filled in, left, found again and saved, in a real browser."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.forms.company import write_survey
from tests.rendering.browser import running

from alignscan.api.form import form
from alignscan.api.importing import Wish, import_exports

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as found:
        yield found


class Visitor:
    """Somebody with the form open, who notes what goes wrong on the page."""

    def __init__(self, browser: Browser, path: Path, locale: str = "en-US") -> None:
        self.context = browser.new_context(accept_downloads=True, locale=locale)
        self.page = self.context.new_page()
        self.troubles: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", lambda message: self.troubles.append(message.text))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.address = path.as_uri()
        self.page.goto(self.address)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def choose(self, question: str, answer: str) -> None:
        group = self.page.get_by_role("group", name=question)
        group.get_by_role("radio", name=answer, exact=True).check()

    def to_the_end(self, ahead: str = "Next", finish: str = "Finish") -> None:
        while self.page.get_by_role("button", name=ahead, exact=True).count():
            self.press(ahead)
        self.press(finish)

    def save(self, name: str = "Save the answers as a file") -> tuple[str, dict[str, object]]:
        with self.page.expect_download() as download:
            self.press(name)
        file = download.value
        return file.suggested_filename, json.loads(Path(file.path()).read_text("utf-8"))

    def left_clean(self) -> None:
        assert self.troubles == []
        assert [url for url in self.requests if not url.startswith(("file:", "blob:"))] == []
        self.context.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("form")
    path = folder / "form.html"
    survey = write_survey(folder, ["Größe & <b>Co</b>", "Operations"])
    path.write_bytes(form(survey, "html"))
    return path


def test_answers_come_out_as_they_were_given(browser: Browser, file: Path) -> None:
    visitor = Visitor(browser, file)
    visitor.press("Start")
    visitor.choose("At which level do you work?", "Employees")
    visitor.choose("Which of these groups are you in: unit?", "Größe & <b>Co</b>")
    visitor.press("Next")
    visitor.page.get_by_label("Name the priorities.").fill('one "two"\n=three; ünï')
    visitor.press("Next")
    visitor.choose("I can picture the future", "Agree")
    visitor.choose("It is worth it.", "Cannot say")
    visitor.to_the_end()
    name, response = visitor.save()
    assert name == f"alignscan-response-{str(response['id'])[:12]}.json"
    assert list(response) == [
        "format",
        "id",
        "questionnaire",
        "version",
        "fingerprint",
        "wave",
        "language",
        "answers",
        "segments",
    ]
    assert response["answers"] == {
        "recall": 'one "two"\n=three; ünï',
        "C1_1": "4",
        "C1_2": "cs",
    }
    assert response["segments"] == {"level": "employee", "unit": "Größe & <b>Co</b>"}
    assert visitor.save()[1]["id"] == response["id"]
    visitor.left_clean()
    saved = file.parent / name
    saved.write_text(json.dumps(response), encoding="utf-8")
    outcome = import_exports([saved], file.parent / "survey.yaml", Wish())
    assert not outcome.failed
    (content,) = (c for path, c in outcome.files.items() if path.suffix == ".csv")
    (row,) = csv.DictReader(io.StringIO(content.decode(), newline=""))
    cells = {"Grade": "employee", "unit": "Größe & <b>Co</b>", "C1_1": "4", "C1_2": "cs"}
    assert {column: row[column] for column in cells} == cells
    assert row["recall"] == 'one "two"\n=three; ünï'


def test_a_draft_is_kept_and_can_be_deleted(browser: Browser, file: Path) -> None:
    visitor = Visitor(browser, file)
    visitor.press("Start")
    visitor.choose("At which level do you work?", "Team leaders")
    visitor.page.goto(visitor.address)
    assert visitor.page.get_by_text("Your answers from last time are filled in.").count() == 1
    visitor.press("Start")
    group = visitor.page.get_by_role("group", name="At which level do you work?")
    assert group.get_by_role("radio", name="Team leaders").is_checked()
    visitor.to_the_end()
    visitor.page.once("dialog", lambda dialog: dialog.dismiss())
    visitor.press("Delete my answers from this device")
    assert visitor.page.evaluate("Object.keys(localStorage).length") == 1
    visitor.page.once("dialog", lambda dialog: dialog.accept())
    visitor.press("Delete my answers from this device")
    assert visitor.page.evaluate("Object.keys(localStorage).length") == 0
    visitor.page.goto(visitor.address)
    assert visitor.page.get_by_text("Your answers from last time").count() == 0
    visitor.left_clean()


def test_leaders_read_their_own_wording_in_their_language(browser: Browser, file: Path) -> None:
    visitor = Visitor(browser, file, locale="nl-NL")
    assert visitor.page.evaluate("document.documentElement.lang") == "nl"
    visitor.page.get_by_label("Language").select_option("en")
    visitor.press("Start")
    visitor.choose("At which level do you work?", "Team leaders")
    visitor.press("Next")
    visitor.press("Next")
    assert visitor.page.get_by_role("group", name="My team can picture the future.").count() == 1
    visitor.page.get_by_label("Language").select_option("nl")
    visitor.choose("Mijn team ziet de toekomst voor zich.", "Zeer eens")
    visitor.to_the_end()
    _, response = visitor.save()
    assert response["language"] == "nl"
    assert response["answers"] == {"C1_1": "5"}
    visitor.left_clean()


def test_an_answer_can_be_taken_back_and_questions_left_open(browser: Browser, file: Path) -> None:
    visitor = Visitor(browser, file)
    visitor.press("Start")
    visitor.choose("At which level do you work?", "Employees")
    visitor.press("No answer")
    visitor.to_the_end()
    assert visitor.page.get_by_text("14 questions are open.").count() == 1
    visitor.press("Go to the first open question")
    focused = visitor.page.evaluate("document.activeElement.closest('fieldset').innerText")
    assert "At which level" in focused
    visitor.left_clean()


def test_the_keyboard_alone_is_enough(browser: Browser, file: Path) -> None:
    visitor = Visitor(browser, file)
    visitor.page.get_by_role("button", name="Start").focus()
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.tagName") == "H2"
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Space")
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Space")
    visitor.to_the_end()
    _, response = visitor.save()
    assert response["segments"] == {"level": "employee", "unit": "Größe & <b>Co</b>"}
    visitor.left_clean()


def test_a_damaged_draft_is_dropped(browser: Browser, file: Path) -> None:
    visitor = Visitor(browser, file)
    draft = visitor.page.evaluate("JSON.parse(document.getElementById('data').textContent).draft")
    for damaged in ("{", "null", "[]", '"x"', '{"given": {"segments.level": "boss"}, "page": 99}'):
        visitor.page.evaluate("given => localStorage.setItem(...given)", [draft, damaged])
        visitor.page.goto(visitor.address)
        assert visitor.page.get_by_text("Your answers from last time").count() == 0
        visitor.press("Start")
        assert visitor.page.get_by_role("radio", checked=True).count() == 0
        assert visitor.page.get_by_text("0 of 14 questions answered").count() == 1
    visitor.left_clean()


@pytest.mark.parametrize(
    "attempt",
    [
        "fetch('http://127.0.0.1:9/').catch(() => 0)",
        "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))",
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
        "document.body.setAttribute('style', 'color: red')",
        "document.body.innerHTML += '<p onclick=alert(1)>'",
    ],
)
def test_the_policy_stops_whatever_else_would_run_or_load(
    browser: Browser, file: Path, attempt: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate("addEventListener('securitypolicyviolation', () => { window.blocked = true; })")
    page.evaluate(f"() => {{ {attempt}; }}")
    page.wait_for_function("window.blocked === true", timeout=3000)
    context.close()


def test_paper_shows_all_questions(browser: Browser, file: Path) -> None:
    visitor = Visitor(browser, file)
    visitor.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visitor.page.emulate_media(media="print")
    assert visitor.page.locator("#paper fieldset:visible").count() == 14
    assert not visitor.page.get_by_role("button", name="Start").is_visible()
    visitor.left_clean()


def test_it_fits_a_telephone_and_the_dark(browser: Browser, file: Path) -> None:
    visitor = Visitor(browser, file)
    visitor.page.set_viewport_size({"width": 320, "height": 640})
    visitor.page.emulate_media(color_scheme="dark")
    visitor.press("Start")
    for _ in range(3):
        width = visitor.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320
        visitor.press("Next")
    assert (
        visitor.page.evaluate("getComputedStyle(document.body).backgroundColor")
        == "rgb(18, 22, 28)"
    )
    visitor.left_clean()
