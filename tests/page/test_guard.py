"""The eight refusals, and what else keeps others out: foreign Host, foreign Origin, no token, a GET that changes, an oversize
upload, a path that leads out, a link, and HTML in a file's name."""

import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from kccreport.page import guard
from kccreport.page.app import application
from kccreport.page.guard import Door
from kccreport.page.views import login
from tests import ROOT, books
from tests.page.browser import HOST, ORIGIN, Browser, key_of, multipart, page_of


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A page that no test changes: that is what they test."""
    folder = tmp_path_factory.mktemp("outside") / "here"
    folder.mkdir()
    books.save(folder / "june.xlsx")
    with page_of(folder) as found:
        yield found


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Browser]:
    """A page of a test's own."""
    books.save(tmp_path / "june.xlsx")
    with page_of(tmp_path) as found:
        yield found


def folder_of(browser: Browser) -> Path:
    return browser.desk.workspace.folder


def changes(browser: Browser) -> list[str]:
    """Every address of the page that changes something."""
    inner = browser.app.app
    key, job = key_of(browser, "june.xlsx"), "no-job"
    routes = [route for route in inner.routes if "POST" in (route.methods or ())]  # type: ignore[attr-defined]
    return [route.path.format(key=key, job=job, paper="item-2", file=key, page=1) for route in routes]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# -- 1: a foreign Host


@pytest.mark.parametrize(
    "hosts",
    [
        ["evil.example"], ["evil.example:8000"], ["127.0.0.1"], ["127.0.0.1:8001"], ["127.0.0.1.evil.example:8000"],
        ["localhost:8000.evil.example"], [""], [], [HOST, "evil.example"], [HOST, HOST], [f"{HOST}, evil.example"],
    ],
)  # fmt: skip
def test_a_foreign_host_is_refused(browser: Browser, hosts: list[str]) -> None:
    """Else a name that is rebound to 127.0.0.1 could read every answer."""
    headers = [("Cookie", browser.cookie), *(("Host", host) for host in hosts)]
    for path in ("/", "/papers", "/static/page.css", f"/enter?token={browser.desk.sessions.token}"):
        answer = browser.raw("GET", path, headers)
        assert answer.status == 421
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_every_name_of_this_computer_is_ours(browser: Browser, host: str) -> None:
    assert browser.raw("GET", "/papers", [("Host", host), ("Cookie", browser.cookie)]).status == 200


def test_elsewhere_only_the_name_that_was_given_is_ours(browser: Browser) -> None:
    app = application(browser.desk, Door.at("council.example", 8000))
    other = Browser(app, browser.desk)
    assert other.raw("GET", "/papers", [("Host", "council.example:8000")]).status == 403
    for host in ("localhost:8000", "127.0.0.1:8000"):
        assert other.raw("GET", "/papers", [("Host", host)]).status == 421


# -- 2: a foreign Origin


@pytest.mark.parametrize(
    "origins",
    [["http://evil.example"], ["null"], ["https://127.0.0.1:8000"], ["http://127.0.0.1:8001"], [ORIGIN, "null"], []],
)
def test_a_form_of_another_site_changes_nothing(browser: Browser, origins: list[str]) -> None:
    before = files(folder_of(browser))
    for path in changes(browser):
        headers = [("Host", HOST), ("Cookie", browser.cookie), *(("Origin", origin) for origin in origins)]
        kind = ("Content-Type", "application/x-www-form-urlencoded")
        answer = browser.raw("POST", path, [*headers, kind], [f"form={browser.form}".encode()])
        assert answer.status == 403, path
    assert files(folder_of(browser)) == before


def test_another_site_cannot_even_read(browser: Browser) -> None:
    headers = [("Host", HOST), ("Cookie", browser.cookie)]
    assert browser.raw("GET", "/papers", [*headers, ("Origin", "http://evil.example")]).status == 403
    for site in ("cross-site", "same-site"):
        assert browser.raw("GET", "/papers", [*headers, ("Sec-Fetch-Site", site)]).status == 403
    assert browser.raw("GET", "/papers", [*headers, ("Sec-Fetch-Site", "none")]).status == 200


# -- 3: no token


@pytest.mark.parametrize(
    "cookie", ["", "kccreport-8000=", "kccreport-8000=wrong", "other=x", "kccreport-8000", "a=\x7f;"]
)
def test_without_its_cookie_nothing_is_shown_and_nothing_changes(browser: Browser, cookie: str) -> None:
    before = files(folder_of(browser))
    key = key_of(browser, "june.xlsx")
    for path in (
        "/",
        "/papers",
        f"/papers/{key}",
        f"/papers/{key}/workbook",
        f"/papers/{key}/preview",
        "/jobs/x/state",
    ):
        answer = browser.raw("GET", path, [("Host", HOST), ("Cookie", cookie)])
        assert answer.status == 403
        assert "june" not in answer.text
    for path in changes(browser):
        answer = browser.raw("POST", path, [("Host", HOST), ("Cookie", cookie), ("Origin", ORIGIN)])
        assert answer.status in (403, 405), path  # without a password there is nothing to log in to
    assert files(folder_of(browser)) == before


@pytest.mark.parametrize("token", ["", "wrong", "é", "%00"])
def test_a_wrong_token_opens_nothing(browser: Browser, token: str) -> None:
    answer = browser.raw("GET", f"/enter?token={token}", [("Host", HOST)])
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


def test_the_start_address_gives_a_cookie_that_no_script_and_no_other_site_can_use(browser: Browser) -> None:
    answer = browser.raw("GET", f"/enter?token={browser.desk.sessions.token}", [("Host", HOST)])
    assert answer.status == 303
    assert answer.headers["location"] == "/"  # so that the token leaves the address bar
    kept = answer.headers["set-cookie"]
    assert {part.strip().casefold() for part in kept.split(";")[1:]} == {"httponly", "samesite=strict", "path=/"}
    assert browser.desk.sessions.token not in kept


def test_the_address_that_a_browser_is_given_opens_one_session_and_no_more(browser: Browser) -> None:
    """Others on the computer may see a browser's command line, and its history outlives it."""
    once = f"/enter?token={browser.desk.sessions.ticket()}"
    assert "set-cookie" not in browser.raw("HEAD", once, [("Host", HOST)]).headers
    assert "set-cookie" in browser.raw("GET", once, [("Host", HOST)]).headers
    assert browser.raw("GET", once, [("Host", HOST)]).status == 403
    again = browser.raw("GET", once, [("Host", HOST), ("Cookie", browser.cookie)])
    assert (again.status, again.headers["location"]) == (303, "/")  # for whoever is in already
    assert "set-cookie" not in again.headers


def test_at_the_usual_port_a_browser_leaves_it_out(browser: Browser) -> None:
    other = Browser(application(browser.desk, Door.at("127.0.0.1", 80)), browser.desk)
    token = browser.desk.sessions.token
    assert (
        other.raw("GET", f"/enter?token={token}", [("Host", "127.0.0.1"), ("Origin", "http://127.0.0.1")]).status == 303
    )
    assert other.raw("GET", f"/enter?token={token}", [("Host", "127.0.0.1:8000")]).status == 421


@pytest.mark.parametrize("path", ["//evil.example/x", "///evil.example", "/\\evil.example/x"])
def test_the_way_back_leads_to_no_other_site(browser: Browser, path: str) -> None:
    answer = browser.raw("GET", path, [("Host", HOST), ("Cookie", browser.cookie)])
    assert answer.status == 404
    back = re.findall(r'href="([^"]*)">Go back', answer.text)
    assert [urljoin("http://ours/", each).startswith("http://ours/") for each in back] == [True]
    assert "\\" not in back[0]  # which browsers take for a slash


# -- 4: a GET that changes


def test_nothing_changes_by_get(browser: Browser) -> None:
    before = files(folder_of(browser))
    for path in changes(browser):
        if path not in ("/papers", "/log-in"):  # of which there is a page to see as well
            answer = browser.get(f"{path}?form={browser.form}&html=1&name=new&what=paper&kind=simple")
            shows = path.endswith(("/release", "/returns"))
            assert answer.status == (200 if shows else 405), path
    assert files(folder_of(browser)) == before
    assert not browser.desk.jobs.running


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get"])
def test_there_are_no_other_methods(browser: Browser, method: str) -> None:
    headers = [("Host", HOST), ("Cookie", browser.cookie), ("Origin", ORIGIN)]
    assert browser.raw(method, "/papers", headers).status == 405


def test_a_form_needs_its_own_token_too(browser: Browser) -> None:
    before = files(folder_of(browser))
    key = key_of(browser, "june.xlsx")
    other = Browser(browser.app, browser.desk).enter()
    for given in ("", "wrong", other.form, browser.cookie):
        assert browser.post(f"/papers/{key}/make", form=given).status == 403
        assert browser.post("/papers", [("new.xlsx", b"PK")], form=given).status == 403
    assert files(folder_of(browser)) == before


# -- 5: an oversize upload


def test_an_upload_is_refused_while_it_is_read_whatever_its_length_is_said_to_be(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MOST_UPLOAD", 100_000)
    monkeypatch.setattr(guard, "_MOST_DRAINED", 50_000)
    body = multipart({"form": browser.form}, [("large.xlsx", b"x" * 1_000_000)])
    parts = [body[at : at + 10_000] for at in range(0, len(body), 10_000)]
    kind = ("Content-Type", "multipart/form-data; boundary=a-line-between-parts")
    for length in (str(len(body)), "10", None):
        left = list(parts)
        headers = [("Host", HOST), ("Cookie", browser.cookie), ("Origin", ORIGIN), kind]
        answer = browser.raw("POST", "/papers", [*headers, *([("Content-Length", length)] if length else [])], left)
        assert answer.status == 413
        assert "larger than the page takes" in answer.text
    assert "large.xlsx" not in files(folder_of(browser))


def test_words_are_bounded_too(browser: Browser) -> None:
    kind = ("Content-Type", "application/x-www-form-urlencoded")
    headers = [("Host", HOST), ("Cookie", browser.cookie), ("Origin", ORIGIN), kind]
    assert browser.raw("POST", "/new", headers, [b"name=" + b"x" * 300_000]).status == 413
    many = "&".join(f"a{at}=1" for at in range(1_000)).encode()
    assert browser.raw("POST", "/new", headers, [many]).status == 400


def test_a_form_that_breaks_off_is_a_sentence(browser: Browser) -> None:
    before = files(folder_of(browser))
    headers = [("Host", HOST), ("Cookie", browser.cookie), ("Origin", ORIGIN)]
    for kind, body in (
        ("multipart/form-data; boundary=x", b"--y\r\nnothing"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\nnameless\r\n--x--"),
        ("text/plain", b"form=1"),
        ("application/json", b"{}"),
    ):
        assert browser.raw("POST", "/papers", [*headers, ("Content-Type", kind)], [body]).status in (400, 403)
    assert files(folder_of(browser)) == before


# -- 6: a path that leads out


@pytest.mark.parametrize(
    "key",
    [
        "../june.xlsx",
        "..%2f..%2fetc%2fpasswd",
        "june.xlsx",
        "%2e%2e",
        "/etc/passwd",
        "..\\june.xlsx",
        "CON",
        "a:b",
        "0" * 16,
    ],
)
def test_an_address_names_no_path(browser: Browser, key: str) -> None:
    (folder_of(browser).parent / "secret.xlsx").write_bytes(b"secret")
    for path in (f"/papers/{key}", f"/papers/{key}/workbook", f"/agenda/{key}", f"/static/{key}", f"/jobs/{key}"):
        answer = browser.get(path)
        assert answer.status == 404
        assert "secret" not in answer.text


@pytest.mark.parametrize(
    "name", ["../out.xlsx", "a/b.xlsx", "..\\out.xlsx", "C:out.xlsx", "NUL.xlsx", "june.xlsx:s.xlsx"]
)
def test_a_name_that_is_sent_is_no_path(browser: Browser, name: str) -> None:
    before = files(folder_of(browser).parent)
    assert browser.post("/papers", [(name, b"PK\x03\x04")]).status == 400
    assert browser.post("/new", what="paper", kind="simple", name=name).status == 400
    assert files(folder_of(browser).parent) == before


# -- 7: a link


def test_links_are_neither_shown_nor_followed(own: Browser, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside"
    outside.mkdir()
    books.save(outside / "secret.xlsx")
    (tmp_path / "linked.xlsx").symlink_to(outside / "secret.xlsx")
    (tmp_path / "folder").symlink_to(outside, target_is_directory=True)
    (tmp_path / "out").symlink_to(outside, target_is_directory=True)
    shown = own.get("/papers").text
    assert "linked" not in shown
    assert "secret" not in shown
    before = files(outside)
    assert own.post("/papers", [("linked.xlsx", (tmp_path / "june.xlsx").read_bytes())]).status == 409
    assert (tmp_path / "linked.xlsx").is_symlink()
    (tmp_path / "requests").symlink_to(outside, target_is_directory=True)
    key = key_of(own, "june.xlsx")
    for path in (f"/papers/{key}/make", f"/papers/{key}/release", f"/commentary/{key}/requests", f"/agenda/{key}/pack"):
        assert "is a link that leads elsewhere" in own.post(path, html="1").words, path
    (tmp_path / "returned").symlink_to(outside, target_is_directory=True)
    sent = [("back.xlsx", (tmp_path / "june.xlsx").read_bytes())]
    assert "is a link that leads elsewhere" in own.post(f"/commentary/{key}/returns", sent).words
    assert files(outside) == before


# -- 8: HTML in a file's name, and in what is sent


@pytest.mark.skipif(os.name == "nt", reason="Windows has no files of such names")
def test_a_files_name_is_words_never_markup(own: Browser, tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)>&\"'.xlsx"
    books.save(tmp_path / name)
    for path in ("/", "/papers", "/commentary", f"/papers/{key_of(own, name)}"):
        shown = own.get(path).text
        assert "<img src=x" not in shown
        assert "&lt;img src=x onerror=alert(1)&gt;&amp;&#34;&#39;.xlsx" in shown
    refused = own.post("/papers", [(name, b"PK")])
    assert "<img" not in refused.text
    assert "&lt;img" in refused.text


def test_what_a_workbook_says_is_words_too(own: Browser, tmp_path: Path) -> None:
    payload = "<script>alert(1)</script>{{ 7*7 }}"
    books.save(tmp_path / "june.xlsx", Indicators=[books.kpi(Polarity=payload, Title=payload)])
    shown = own.get(f"/papers/{key_of(own, 'june.xlsx')}").text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in shown


# -- headers


def test_every_answer_says_what_a_browser_may_do_with_it(browser: Browser) -> None:
    key = key_of(browser, "june.xlsx")
    for path in ("/", "/papers", f"/papers/{key}", f"/papers/{key}/workbook", "/static/page.css", "/nothing", "/enter"):
        headers = browser.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert (
            "default-src 'self'" in headers["content-security-policy"]
            or "sandbox" in headers["content-security-policy"]
        )
        assert headers["x-frame-options"] == "DENY"


def test_pages_have_no_script_and_no_style_within(browser: Browser) -> None:
    """So that the policy need not allow any."""
    key = key_of(browser, "june.xlsx")
    for path in ("/", "/papers", f"/papers/{key}", f"/commentary/{key}", "/agenda", f"/papers/{key}/release"):
        shown = browser.get(path).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src=\"/static/page\.js\" defer></script>)", shown), (
            path
        )


def test_nothing_in_a_template_turns_escaping_off() -> None:
    """Jinja escapes what is put into a page unless a filter, a block or a call of these says otherwise."""
    templates = sorted((ROOT / "kccreport" / "page" / "templates").glob("*.html"))
    assert templates
    for path in templates:
        for code in re.findall(r"(?s)\{[{%].*?[%}]\}", path.read_text("utf-8")):
            assert not re.search(r"\|\s*(safe|tojson|xmlattr)\b|autoescape|Markup|__html__", code), (path.name, code)
    for source in sorted((ROOT / "kccreport" / "page").rglob("*.py")):
        assert not re.search(r"\bMarkup\b|autoescape=False", source.read_text("utf-8")), source.name


def test_a_preview_has_fewer_rights_than_a_page(browser: Browser) -> None:
    answer = browser.get(f"/papers/{key_of(browser, 'june.xlsx')}/preview")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "; sandbox;" in policy
    assert "allow-" not in policy


# -- the password


def test_from_another_computer_the_password_opens_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kccreport.page.views.login._WAIT", 0)
    books.save(tmp_path / "june.xlsx")
    with page_of(tmp_path, "correct horse battery", is_local=False) as owner:
        other = Browser(owner.app, owner.desk)
        assert other.get("/papers").path == "/log-in"
        assert other.post("/log-in", password="wrong").status == 403
        assert other.get("/papers").path == "/log-in"
        assert other.post("/log-in", password="correct horse battery").path == "/"
        assert "june.xlsx" in other.get("/papers").text
        key = key_of(owner, "june.xlsx")
        other.form = re.findall(r'name="form" value="([^"]+)"', other.get("/papers").text)[0]
        assert other.post(f"/papers/{key}/open").status == 403  # it would open on the wrong desk


def test_who_is_not_let_in_sends_no_files_and_keeps_nobody_from_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_MOST_DRAINED", 0)
    with page_of(tmp_path, "correct horse battery", is_local=False) as owner:
        other = Browser(owner.app, owner.desk)
        assert other.post("/log-in", [("large.pdf", b"x" * (guard.MOST_FORM + 1))], password="wrong").status == 413
        monkeypatch.setattr("kccreport.page.views.login._places", threading.BoundedSemaphore(1))
        with login._places:  # as many as may are at it
            assert other.post("/log-in", password="correct horse battery").status == 429
            assert owner.get("/papers").status == 200
        assert other.post("/log-in", password="correct horse battery").path == "/"


def test_a_file_that_goes_while_it_is_looked_at_is_no_fault(own: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    before = own.desk.workspace.stamps("*.xlsx")
    monkeypatch.setattr("glob.glob", lambda *_, **__: ["gone.xlsx", "june.xlsx"])
    assert own.desk.workspace.stamps("*.xlsx") == before


def test_without_a_password_nobody_can_log_in(browser: Browser) -> None:
    for password in ("", "x"):
        answer = Browser(browser.app, browser.desk).post("/log-in", password=password)
        assert answer.status == 403
