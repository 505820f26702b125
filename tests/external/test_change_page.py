"""The HTML page of changes in Chromium: keys, filters and links work; it asks for nothing and reads well."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from plangen.changes.kinds import Grade
from plangen.plan.words import Words
from plangen.reports.change_html import render_html
from tests.support.change_views import (
    COMMITMENT,
    EDITORIAL,
    RICH,
    SUBSTANTIVE,
    change,
    comparison,
    with_texts,
)

webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium, of the group dev")
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

pytestmark = pytest.mark.external

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
HOSTILE = "<script>window.ran=1</script><img src=/x onerror=window.ran=1><a href='javascript:window.ran=1'>\"'</script>"
CHANGES = [one for part in RICH.parts for one in part.changes]

# contrast of every text that is seen, with what it says, where it is less than 4.5
_DIM = """
const light = (c) => { const v = c / 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
const parse = (text) => text.match(/[\\d.]+/g).map(Number);
const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
const ground = (at) => {
  for (let one = at; one; one = one.parentElement) {
    const colour = parse(getComputedStyle(one).backgroundColor);
    if (colour.length < 4 || colour[3] === 1) return colour;
  }
  throw new Error('no ground');
};
const dim = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let seen = 0;
while (walker.nextNode()) {
  const text = walker.currentNode, at = text.parentElement;
  if (!text.data.trim() || at.closest('script, option') || !at.checkVisibility({visibilityProperty: true})) continue;
  const levels = [luminance(parse(getComputedStyle(at).color)), luminance(ground(at))].sort((a, b) => b - a);
  const ratio = (levels[0] + 0.05) / (levels[1] + 0.05);
  seen += 1;
  if (ratio < 4.5) dim.push([text.data, ratio]);
}
return [seen, dim];
"""


class _Server(ThreadingHTTPServer):
    """Gives one page, whatever is asked for, and notes what was."""

    page = b""
    asked: list[str]


class _Answer(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(self.server.page)))
        self.end_headers()
        self.wfile.write(self.server.page)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@dataclass
class Browser:
    """A headless Chromium that reads one page at a time from a server of its own."""

    driver: Any
    server: _Server
    complaints: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/"

    def open(self, *views: Any, hash_: str = "") -> None:
        self.server.page = render_html(views or (RICH,), Words()).encode()
        self.driver.get("about:blank")
        self.server.asked.clear()
        self.driver.get(self.address + hash_)

    def command(self, name: str, **given: Any) -> Any:
        return self.driver.execute_cdp_cmd(name, given)

    def run(self, script: str, *given: Any) -> Any:
        return self.driver.execute_script(script, *given)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def click(self, selector: str) -> None:
        self.driver.find_element("css selector", selector).click()

    def look(self, *, width: int = 1280, scheme: str = "light") -> None:
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 500,
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.command("Emulation.setEmulatedMedia", features=features)

    @property
    def shown(self) -> list[str]:
        """The paths of the changes that are seen."""
        return list(
            self.run(
                "return [...document.querySelectorAll('.change')].filter((c) => c.checkVisibility())"
                ".map((c) => c.querySelector('.foot code').textContent)"
            )
        )

    @property
    def focus(self) -> str:
        """The path of the change that has the focus, else the id of what has it."""
        return str(
            self.run(
                "const at = document.activeElement;"
                "return at.matches('.change') ? at.querySelector('.foot code').textContent : at.id || at.tagName"
            )
        )

    @property
    def hash(self) -> str:
        return str(self.run("return decodeURIComponent(location.hash)"))

    @property
    def count(self) -> str:
        return str(self.run("return document.getElementById('count').textContent"))


def paths(*grades: Grade) -> list[str]:
    return [one.path for one in CHANGES if one.grade in grades]


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    pilot = shutil.which("chromedriver")
    if found is None or pilot is None:
        pytest.skip("needs Chromium and its driver (Debian: chromium, chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = found
    for flag in (*_FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = Service(executable_path=pilot, env={**os.environ, "SE_OFFLINE": "true"})
    driver = webdriver.Chrome(options=options, service=service)
    server = _Server(("127.0.0.1", 0), _Answer)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Browser(driver, server)
    finally:
        driver.quit()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """Chromium with the rich page; after each test, nothing was asked for and nothing complained."""
    chromium.look()
    chromium.open()
    yield chromium
    assert chromium.server.asked == ["/"]
    assert chromium.driver.get_log("browser") == []


def test_all_is_shown_at_first_and_counted(browser: Browser) -> None:
    assert browser.shown == [one.path for one in CHANGES]
    assert browser.count == "15 de 15 cambios"
    assert browser.hash == ""


def test_tab_reaches_every_control_in_the_order_of_the_page(browser: Browser) -> None:
    wanted = browser.run(
        "window.all = [...document.querySelectorAll('a[href], button, input, select, summary')]"
        ".filter((one) => one.checkVisibility()); return window.all.length"
    )
    reached = []
    for _ in range(wanted):
        browser.press(Keys.TAB)
        at, outlined = browser.run(
            "const at = document.activeElement, style = getComputedStyle(at);"
            "return [window.all.indexOf(at), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2]"
        )
        reached.append(at)
        assert outlined, at
    assert wanted > 30
    assert reached == list(range(wanted))


def test_the_skip_link_is_first_seen_and_leads_to_the_changes(browser: Browser) -> None:
    browser.press(Keys.TAB)
    assert browser.run("return document.activeElement.getBoundingClientRect().top") >= 0
    browser.press(Keys.ENTER)
    assert browser.focus == "cambios"


@pytest.mark.parametrize(("key", "grade"), [*zip("123", Grade, strict=True)])
def test_a_grade_is_hidden_by_its_button_and_its_key(browser: Browser, key: str, grade: Grade) -> None:
    rest = paths(*(one for one in Grade if one is not grade))
    browser.click(f"button[data-show={grade}]")
    assert browser.shown == rest
    assert browser.count == f"{len(rest)} de 15 cambios"
    assert (
        browser.run(
            "return arguments[0] + document.querySelector(arguments[1]).ariaPressed",
            "",
            f"[data-show={grade}]",
        )
        == "false"
    )
    browser.press(key)
    assert browser.shown == [one.path for one in CHANGES]
    browser.press(key)
    assert browser.shown == rest


def test_what_has_no_change_left_is_hidden_with_its_headings(browser: Browser) -> None:
    browser.press("1", "2")
    assert browser.shown == paths(EDITORIAL)
    heads = browser.run(
        "return [...document.querySelectorAll('main h2')].filter((h) => h.checkVisibility()).map((h) => h.textContent)"
    )
    assert heads == [
        "Indicadores",
        "benchmark",
        "industry",
        "Hallazgos",
        "Acuerdos que no corresponden a ningún cambio",
    ]
    browser.press("3")
    assert browser.shown == []
    assert browser.run("return document.getElementById('nothing').checkVisibility()")
    browser.click("#clear")
    assert len(browser.shown) == 15
    assert browser.focus == "search"


def test_an_item_is_named_in_the_first_row_that_is_shown(browser: Browser) -> None:
    def named() -> list[bool]:
        script = (
            "return [...document.querySelectorAll('.moving tr .name')].map((one) => one.checkVisibility())"
        )
        return list(browser.run(script))

    assert named() == [True, True, False, False, True, True, True]
    browser.press("/", "2030")
    assert named() == [False, False, False, True, False, False, False]


def test_a_part_is_chosen(browser: Browser) -> None:
    browser.click("#part")
    browser.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
    assert browser.shown == [one.path for one in RICH.parts[1].changes]
    assert browser.hash == "#parte=indicators"
    rows = browser.run(
        "return [...document.querySelectorAll('.moving tbody tr')].filter((r) => r.checkVisibility()).length"
    )
    assert rows == 5


def test_search_takes_words_without_accents_in_any_order(browser: Browser) -> None:
    browser.press("/")
    assert browser.focus == "search"
    browser.press("PAQUETE parcelas  mas")
    assert browser.shown == []
    for _ in range(3):
        browser.press(Keys.BACKSPACE)
    assert browser.shown == [CHANGES[0].path, "indicators/IND-1/targets/2028"]
    browser.press(Keys.ENTER)
    assert browser.focus == CHANGES[0].path
    browser.press("/", Keys.ESCAPE)
    assert len(browser.shown) == 15
    browser.press("organizacion climatico"[:12])
    assert "benchmark/conclusion" in browser.shown


def test_only_what_nobody_agreed_to_is_shown(browser: Browser) -> None:
    browser.click("#pending")
    assert browser.shown == [one.path for one in CHANGES if not one.acknowledged]
    assert browser.hash == "#sin-acordar=1"


def test_j_and_k_and_arrows_move_through_what_is_shown(browser: Browser) -> None:
    browser.press("2", "3", "j")
    wanted = paths(COMMITMENT)
    for at, path in enumerate(wanted):
        assert browser.focus == path
        top, bar = browser.run(
            "return [document.activeElement, document.getElementById('filters')]"
            ".map((one, i) => one.getBoundingClientRect()[i ? 'bottom' : 'top'])"
        )
        assert top >= bar - 1, path
        browser.press("j" if at % 2 else Keys.ARROW_DOWN)
    assert browser.focus == wanted[-1]
    browser.press("k")
    assert browser.focus == wanted[-2]
    browser.press(Keys.ARROW_UP)
    assert browser.focus == wanted[-3]


def test_a_folded_part_opens_for_the_change_that_is_reached(browser: Browser) -> None:
    browser.click("details.part summary")
    assert CHANGES[0].path not in browser.shown
    browser.press("j")
    assert browser.focus == CHANGES[0].path
    assert CHANGES[0].path in browser.shown


def test_keys_are_left_alone_while_typing_with_modifiers_and_when_switched_off(browser: Browser) -> None:
    browser.press("/", "j1?")
    assert browser.run("return document.getElementById('search').value") == "j1?"
    browser.press(Keys.ESCAPE, Keys.ESCAPE)
    assert browser.focus == "BODY"
    browser.press(Keys.CONTROL + "j")
    assert browser.focus == "BODY"
    browser.press("?")
    assert browser.run("return document.querySelector('#help:modal') !== null")
    browser.press("j")
    browser.click("#shortcuts")
    browser.press(Keys.ESCAPE)
    browser.press("1", "j")
    assert len(browser.shown) == 15
    assert browser.run("return document.getElementById('help').open") is False


def test_help_opens_and_closes_by_its_buttons(browser: Browser) -> None:
    browser.click("#help-open")
    assert "cambio siguiente" in browser.driver.find_element("id", "help").text
    browser.click("#help-close")
    assert not browser.driver.find_element("id", "help").is_displayed()
    assert browser.focus == "help-open"


def test_filters_stand_in_the_address_and_come_back_with_it(browser: Browser) -> None:
    browser.press("3", "/", "parcelas")
    browser.click("#pending")
    found, address = browser.shown, browser.driver.current_url
    assert found == ["indicators/IND-1/targets/2028"]
    assert browser.hash == "#grados=commitment,substantive&buscar=parcelas&sin-acordar=1"
    browser.open(hash_=address.removeprefix(browser.address))
    assert browser.shown == found
    assert browser.count == "1 de 15 cambios"
    browser.click("#clear")
    assert browser.hash == ""


def test_a_link_leads_to_its_change_whatever_is_filtered(browser: Browser) -> None:
    (anchor,) = browser.run(
        "return [...document.querySelectorAll('.change')].filter((c) => c.textContent.includes('VIS-MAO')).map((c) => c.id)"
    )
    browser.press("3")
    browser.run("location.hash = arguments[0]", anchor)
    browser.run("return new Promise((done) => setTimeout(done, 50))")
    assert browser.focus == "benchmark/trip/visits/VIS-MAO"
    browser.open(hash_=f"#{anchor}")
    assert browser.focus == "benchmark/trip/visits/VIS-MAO"
    assert len(browser.shown) == 15


def test_a_row_of_the_commitments_leads_to_its_change(browser: Browser) -> None:
    browser.click(".moving tbody tr:nth-child(5) a")
    browser.run("return new Promise((done) => setTimeout(done, 50))")
    assert browser.focus == "indicators/IND-1/targets/2028"


def test_an_address_that_means_nothing_shows_all(browser: Browser) -> None:
    browser.open(hash_="#parte=nada&grados=commitment,substantive,editorial&x=<b>")
    assert len(browser.shown) == 15


def test_without_script_everything_is_there_and_no_filter_that_does_nothing(chromium: Browser) -> None:
    chromium.look()
    chromium.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        chromium.open()
        assert chromium.shown == [one.path for one in CHANGES]
        assert not chromium.driver.find_element("id", "filters").is_displayed()
        assert not chromium.driver.find_element("id", "help").is_displayed()
    finally:
        chromium.command("Emulation.setScriptExecutionDisabled", value=False)


def test_text_of_a_plan_never_runs(browser: Browser) -> None:
    browser.open(with_texts(RICH, lambda text: HOSTILE + text))
    browser.press("/", "parcelas", Keys.ENTER, "j", "?", Keys.ESCAPE)
    assert browser.run("return [window.ran, document.images.length, document.scripts.length]") == [None, 0, 1]
    assert HOSTILE in browser.driver.title


@pytest.mark.parametrize("width", [1280, 800, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_reads_on_its_ground_and_nothing_passes_the_edge(
    browser: Browser, scheme: str, width: int
) -> None:
    browser.look(width=width, scheme=scheme)
    browser.press("1", "1", "j")
    seen, dim = browser.run(_DIM)
    assert seen > 200
    assert dim == []
    dark = browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(16, 24, 29)"
    assert dark is (scheme == "dark")
    assert browser.run("return document.documentElement.scrollWidth") <= width
    browser.open(with_texts(RICH, lambda text: f"{text}{'m' * 300}"))
    assert browser.run("return document.documentElement.scrollWidth") <= width


def test_prose_stands_side_by_side_where_there_is_room(browser: Browser) -> None:
    def seen() -> list[bool]:
        return list(
            browser.run(
                "return ['was', 'now', 'both'].map((side) => document.querySelector(`.pair .${side}`).checkVisibility())"
            )
        )

    assert seen() == [True, True, False]
    browser.look(width=400)
    assert seen() == [False, False, True]


def test_several_plans_are_filtered_together(browser: Browser) -> None:
    browser.open(RICH, comparison(change("vision/why", field="Por qué"), plan="PRC-2", title="Otro plan"))
    assert browser.count == "16 de 16 cambios"
    browser.press("1", "3")
    assert browser.shown == [*paths(SUBSTANTIVE), "vision/why"]


def test_it_prints_on_a4_with_every_change_and_without_the_bar(browser: Browser, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("needs poppler (pdftotext, pdfinfo)")
    browser.look(scheme="dark")
    printed = browser.command("Page.printToPDF", preferCSSPageSize=True)
    file = tmp_path / "page.pdf"
    file.write_bytes(base64.b64decode(printed["data"]))
    info, text = (
        subprocess.run(
            [*command, str(file), *end], capture_output=True, check=True, encoding="utf-8", timeout=60
        ).stdout
        for command, end in ((["pdfinfo"], []), (["pdftotext", "-layout"], ["-"]))
    )
    assert "(A4)" in info
    assert "Solo no acordados" not in text
    for one in CHANGES:
        assert one.code in text
    assert "EST-2 pierde una de sus cinco medidas." in text
