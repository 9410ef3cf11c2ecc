"""Somebody at the page in a real browser, with the mouse or with the keyboard alone; every state is asked by axe."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import ROOT
from tests.writers.html.test_in_browser import OUT_OF_SIGHT, violations

_MOST_TABS = 400
_REFUSED = "Failed to load resource: the server responded with a status of 4"
_MOMENT = 250  # milliseconds in which what was pressed begins to take effect
# what has the focus: its words, or those that name it
_FOCUSED = """
() => {
    const element = document.activeElement;
    const label = element.labels && element.labels[0] ? element.labels[0].textContent : '';
    return (label || element.getAttribute('aria-label') || element.textContent).trim().replace(/\\s+/g, ' ');
}
"""
_IS_SEEN = """
() => {
    const box = document.activeElement.getBoundingClientRect();
    const style = getComputedStyle(document.activeElement);
    const is_marked = style.outlineStyle != 'none' && parseFloat(style.outlineWidth) >= 2;
    return is_marked && box.bottom > 0 && box.top < innerHeight;
}
"""
_DROP = """
([selector, files]) => {
    const transfer = new DataTransfer();
    for (const [name, content] of files)
        transfer.items.add(new File([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], name));
    const zone = document.querySelector(selector);
    for (const kind of ['dragover', 'drop'])
        zone.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}
"""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The page of a folder, served by the command; gives its start address."""
    command = [sys.executable, "-m", "kccreport", "page", str(folder), "--no-browser"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().removeprefix("The page is at ").strip()
        finally:
            process.terminate()
            process.wait(30)


class Seat:
    """One person in front of one window. Whatever the policy refuses, or a page asks for from elsewhere, is a fault."""

    def __init__(self, browser: Any, start: str, width: int, *, keyboard: bool, scripted: bool = True) -> None:
        self.keyboard, self.width, self.scripted = keyboard, width, scripted
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripted, accept_downloads=True
        )
        self.page = context.new_page()
        self.page.set_default_timeout(float(os.environ.get("KCCREPORT_PATIENCE", 60)) * 1000)
        self.faults: list[str] = []
        self.states = 0
        origin = start.partition("/enter")[0]
        # that a page was refused is seen on the page itself
        self.page.on("console", lambda said: said.text.startswith(_REFUSED) or self.faults.append(said.text))
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("request", lambda request: request.url.startswith(origin) or self.faults.append(request.url))
        self.page.goto(start)

    def sees(self, words: str, name: str = "") -> None:
        """Wait for words, and look at the state they are part of: nothing for axe, nothing out of sight."""
        self.page.get_by_text(words).first.wait_for(state="attached")
        assert self.faults == [], f"{words}: {self.faults}"
        self.states += 1
        folder = os.environ.get("KCCREPORT_SCREENSHOTS")
        if folder:
            kind = "keyboard" if self.keyboard else "mouse"
            shot = Path(folder) / f"{name or 'state'}-{self.width}-{kind}-{self.states:02}.png"
            self.page.screenshot(path=shot, full_page=True)
        if self.scripted:
            # measuring the contrast of every word takes axe far longer than all else: once is enough for the colours
            rules = {} if self.width == 1280 and not self.keyboard else {"color-contrast": {"enabled": False}}
            found = [*violations(self.page, rules=rules, iframes=False), *self.page.evaluate(OUT_OF_SIGHT)]
            assert found == [], f"{words}: {found}"
            assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width

    def press(self, name: str) -> None:
        """Use a button or a link."""
        if self.keyboard:
            self._tab_to(name)
            self.page.keyboard.press("Enter")
            self.page.wait_for_timeout(_MOMENT)
        else:
            found = self.page.get_by_role("button", name=name, exact=True).or_(
                self.page.get_by_role("link", name=name, exact=True)
            )
            found.first.click()

    def open(self, name: str) -> None:
        """Open what is folded away."""
        if self.keyboard:
            self._tab_to(name)
            self.page.keyboard.press("Enter")
        else:
            self.page.locator("summary", has_text=name).first.click()

    def type(self, label: str, words: str) -> None:
        """Type into a field."""
        if self.keyboard:
            self._tab_to(label)
            self.page.keyboard.type(words)
        else:
            self.page.get_by_label(label).fill(words)

    def tick(self, label: str) -> None:
        """Tick a box, or choose one of several."""
        if not self.keyboard:
            self.page.get_by_label(label).check()
            return
        field = self.page.get_by_label(label, exact=True)
        if field.get_attribute("type") == "radio":
            group = field.get_attribute("name")
            chosen = self.page.locator(f'input[name="{group}"]:checked')
            self._tab_to(chosen.evaluate("each => each.labels[0].textContent.trim()"))
            for _ in range(10):
                if self.page.evaluate(_FOCUSED) == label:
                    break
                self.page.keyboard.press("ArrowDown")
        else:
            self._tab_to(label)
            self.page.keyboard.press("Space")
        assert field.is_checked()

    def send(self, label: str, button: str, *paths: Path) -> None:
        """Choose files for a field and send them."""
        if self.keyboard:
            self._chooser(label).set_files(list(paths))
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(_FOCUSED) == button
            self.page.keyboard.press("Enter")
            return
        field = self.page.get_by_label(label)
        field.set_input_files(list(paths))
        field.locator("xpath=ancestor::form").get_by_role("button", name=button).click()

    def drop(self, selector: str, *paths: Path) -> None:
        """Drag files from the desktop onto a zone."""
        import base64

        files = [(path.name, base64.b64encode(path.read_bytes()).decode()) for path in paths]
        self.page.evaluate(_DROP, [selector, files])

    def take(self, name: str) -> bytes:
        """Download what a link leads to."""
        with self.page.expect_download() as found:
            self.press(name)
        return Path(found.value.path()).read_bytes()

    def _chooser(self, label: str) -> Any:
        """Open a field's file chooser by the Space key; on a busy machine Chromium now and then does not heed one."""
        from playwright.sync_api import TimeoutError as TooLong

        for patience in (5_000, 10_000, None):
            self._tab_to(label)
            try:
                with self.page.expect_file_chooser(timeout=patience) as chosen:
                    self.page.keyboard.press("Space")
                return chosen.value
            except TooLong:
                if patience is None:
                    raise
        raise AssertionError("the last try waits as long as any")

    def _tab_to(self, name: str) -> None:
        """Go on with the Tab key until something of this name has the focus, which must then be seen to have it."""
        self.page.wait_for_load_state()
        for _ in range(_MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(_FOCUSED) == name:
                assert self.page.evaluate(_IS_SEEN), f"{name} has the focus, and nobody can see that"
                return
        raise AssertionError(f"the Tab key does not reach {name}")


def chromium() -> str | None:
    """Where Chromium is; None where it is not."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
