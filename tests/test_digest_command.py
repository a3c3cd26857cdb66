"""`hoi-nghi digest` against a real mail server: who gets what, once, and what is said if not."""

import json
import socket
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import click
import pytest

from hoi_nghi.digest_command import digest
from hoi_nghi.main import hoi_nghi
from hoi_nghi.saved_search import saved_search
from hoi_nghi.serve_command import serve
from hoi_nghi.settings import settings_of
from hoi_nghi.shell import run
from indexer.build.run import build
from search.engine.file_lock import only_one
from search.engine.urls import open_engine
from tests.conftest import RUN
from tests.smtp_server import Post, certificate, serving
from web.app import create_app

pytestmark = pytest.mark.slow

SEARCH = "https://hop.tinh.vn/hoinghi/?q=giải+ngân"
SECOND = timedelta(seconds=1)


class Said(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


class Desk:
    """An index to which reports are added, and a command line beside it."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder, self.state = folder, folder / "state.json"
        self.url = f"whoosh:{folder / 'index'}"
        self._patch, self._capsys = monkeypatch, capsys
        self._lines: list[str] = []

    def put(self, *names: str, at: datetime, text: str = "Họp về giải ngân vốn {}.") -> None:
        """Add a report of each name by one run."""
        for name in names:
            line = {"id": name, "title": f"Báo cáo {name}", "text": text.format(name)}
            self._lines.append(json.dumps(line | {"date": "2024-05-06"}))
        source = self.folder / "reports" / "all.jsonl"
        source.parent.mkdir(exist_ok=True)
        source.write_text("\n".join(self._lines), "utf-8")
        build([source.parent], open_engine(self.url), now=at)

    def digest(self, *arguments: object, query: str = SEARCH) -> Said:
        """Run the command in this process, as a shell would."""
        given = ["digest", "--index", self.url, "--query", query, *map(str, arguments)]
        self._patch.setattr(sys, "argv", ["hoi-nghi", *given])
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run(hoi_nghi, "hoi-nghi")
        code = ended.value.code
        assert isinstance(code, int)
        return Said(code, *self._capsys.readouterr())

    def last(self, *arguments: object, query: str = SEARCH) -> Said:
        """The same with --since last."""
        given = ("--since", "last", "--state", self.state, *arguments)
        return self.digest(*given, query=query)


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    for name in ("SMTP_PASSWORD", "MAIL_TO", "MAIL_FROM", "PUBLIC_URL", "DIGEST_CONFIG"):
        monkeypatch.delenv(f"HOI_NGHI_{name}", raising=False)
    return Desk(tmp_path, monkeypatch, capsys)


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def by_mail(post: Post) -> Iterator[list[object]]:
    """The options that mail to a server that runs."""
    with serving(post) as port:
        yield options(port)


def options(port: int, *more: object, to: str = "a@tinh.vn") -> list[object]:
    plain = ["--smtp-host", "127.0.0.1", "--smtp-port", port, "--smtp-security", "none"]
    return ["--mail-to", to, "--mail-from", "Hội Nghị <hop@tinh.vn>", *plain, *more]


def parts(message: EmailMessage) -> tuple[str, str]:
    """The text and the HTML of a mail."""
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert isinstance(text, EmailMessage) and isinstance(html, EmailMessage)
    return text.get_content().replace("\r\n", "\n"), html.get_content()


def told(post: Post) -> list[list[str]]:
    """The titles that each mail lists."""
    return [
        [line.partition(". ")[2] for line in parts(own[2])[0].splitlines() if line[:1].isdigit()]
        for own in post.mails
    ]


def test_what_came_in_is_printed(desk: Desk) -> None:
    desk.put("cũ", at=RUN - timedelta(days=9))
    desk.put("mới", at=RUN - timedelta(days=2))
    desk.put("khác", at=RUN - timedelta(days=1), text="Họp về bão số 3.")
    made = desk.digest("--since", "7d")
    assert (made.code, made.err) == (0, "")
    assert made.out.splitlines()[:7] == [
        "Kính gửi Ông/Bà,",
        "",
        "Có 1 báo cáo mới theo tìm kiếm “giải ngân” (đưa vào từ 9:30 ngày 22/11/2026):",
        "",
        "1. Báo cáo mới",
        "   6/5/2024",
        "   Họp về giải ngân vốn mới.",
    ]
    assert "   https://hop.tinh.vn/hoinghi/reports/m%E1%BB%9Bi\n" in made.out
    assert desk.digest("--since", "24h") == Said(0, "", ""), "nothing is said where nothing is new"
    for since, count in (("27/11/2026", 1), ("2026-11-20T02:30:00Z", 2), ("2w", 2), ("hôm qua", 0)):
        assert desk.digest("--since", since).out.count("\n   Họp về") == count, since
    assert "Mã báo cáo: mới" in desk.digest("--since", "7d", query="giai ngan").out


def test_a_mail_has_both_forms_and_its_links_find_what_it_tells(
    desk: Desk, post: Post, by_mail: list[object]
) -> None:
    desk.put("x1", at=RUN - timedelta(days=30))
    desk.put("x2", "x3", "x4", at=RUN)
    made = desk.digest("--since", "7d", "--most", 2, *by_mail, "--mail-to", "b@tinh.vn")
    assert made == Said(0, "3 reports mailed to 2\n", "")
    [(sender, to, message)] = post.mails
    assert (sender, to) == ("hop@tinh.vn", ["a@tinh.vn", "b@tinh.vn"])
    assert message["Subject"] == "Hội Nghị: 3 báo cáo mới – “giải ngân”"
    assert str(message["From"]) == "Hội Nghị <hop@tinh.vn>"
    assert message["To"] == "a@tinh.vn, b@tinh.vn"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@tinh.vn>")
    assert message["Date"].datetime == RUN
    text, html = parts(message)
    assert "Còn 1 báo cáo mới nữa" in text and "Còn 1 báo cáo mới nữa" in html
    assert text.count("/hoinghi/reports/x") == html.count("/hoinghi/reports/x") == 2
    [new] = [line for line in text.splitlines() if line.startswith("Xem tất cả")]
    asked = urlsplit(new.partition(": ")[2])
    assert (asked.netloc, asked.path) == ("hop.tinh.vn", "/hoinghi/")
    client = create_app(open_engine(desk.url)).test_client()
    assert client.get("/api/search", query_string=dict(parse_qsl(asked.query))).json["total"] == 3  # type: ignore[index]
    assert max(map(len, post.raw[0].split(b"\r\n"))) <= 998
    assert post.raw[0].isascii(), "whatever stands between takes it"


def test_what_reports_say_is_text(desk: Desk, post: Post, by_mail: list[object]) -> None:
    evil = "Họp về giải ngân <script>alert(1)</script>\u202e vốn {}.\r\nBcc: c@d.vn"
    desk.put("a<b>&\"'", at=RUN, text=evil)
    query = f"{SEARCH}%0d%0aBcc:%20evil@x.vn%0a%3Cb%3E%20OR%20ngân"
    assert desk.digest("--since", "7d", *by_mail, query=query).code == 0
    [(_, to, message)] = post.mails
    assert to == ["a@tinh.vn"] and message["Bcc"] is None
    assert "\n" not in message["Subject"] and "Bcc: evil@x.vn" in message["Subject"]
    text, html = parts(message)
    assert "<script" not in html and "&lt;script&gt;" in html
    assert "\u202e" not in text + html
    assert "\nBcc" not in text


def test_each_report_is_told_once(desk: Desk, post: Post, by_mail: list[object]) -> None:
    desk.put("a", at=RUN)
    first = desk.last(*by_mail)
    assert (first.code, first.out, post.mails) == (0, "", [])
    assert "what comes in from now on is told" in first.err
    assert desk.last(*by_mail) == Said(0, "", "")
    desk.put("b", "c", at=RUN + 5 * SECOND)
    assert desk.last(*by_mail).out == "2 reports mailed to 1\n"
    desk.put("d", at=RUN + 5 * SECOND)
    assert desk.last(*by_mail).code == 0, "of the same second, by a later run"
    assert desk.last(*by_mail) == Said(0, "", "")
    desk.put("e", at=RUN + 9 * SECOND, text="Họp về bão số 3.")
    desk.put("f", at=RUN + 8 * SECOND, text="Họp về bão số 3.")
    assert desk.last(*by_mail) == Said(0, "", "")
    desk.put("g", at=RUN + 10 * SECOND)
    assert desk.last(*by_mail).code == 0
    assert told(post) == [["Báo cáo b", "Báo cáo c"], ["Báo cáo d"], ["Báo cáo g"]]
    assert {path.name for path in desk.folder.glob("state*")} == {"state.json", "state.json.lock"}


def test_a_mail_that_failed_is_tried_again(desk: Desk, post: Post, by_mail: list[object]) -> None:
    desk.put("a", at=RUN)
    desk.last(*by_mail)
    kept = desk.state.read_bytes()
    desk.put("b", at=RUN + SECOND)
    for verb, answer in [("MAIL", "550 no"), ("DATA", "451 later"), ("after DATA", "554 spam")]:
        post.says = {verb: answer}
        made = desk.last(*by_mail)
        assert (made.code, made.out) == (9, "") and answer[4:] in made.err
    post.says = {"DATA": "hang up"}
    assert desk.last(*by_mail).code == 6
    assert desk.state.read_bytes() == kept
    post.says, post.mails = {"QUIT": "hang up"}, []
    assert desk.last(*by_mail) == Said(0, "1 report mailed to 1\n", "")
    post.says = {}
    assert desk.last(*by_mail) == Said(0, "", "") and told(post) == [["Báo cáo b"]]


def test_a_state_that_cannot_be_kept_sends_nothing(
    desk: Desk, post: Post, by_mail: list[object]
) -> None:
    desk.put("a", at=RUN)
    desk.last(*by_mail)
    desk.put("b", at=RUN + SECOND)
    other = desk.last(*by_mail, query=f"{SEARCH}&year=2024")
    assert other.code == 2 and "is of another search" in other.err
    desk.state.write_text("{", "utf-8")
    assert "remove it to begin anew" in desk.last(*by_mail).err
    desk.state = desk.folder / "no" / "state.json"
    made = desk.last(*by_mail)
    assert made.code == 2 and "No such file" in made.err
    assert post.mails == []


def test_no_server(desk: Desk) -> None:
    desk.put("a", at=RUN)
    with serving(Post()) as port:
        pass
    made = desk.digest("--since", "7d", *options(port))
    assert (made.code, made.out) == (6, "") and "Connection refused" in made.err
    assert "Traceback" not in made.err
    with serving(Post(says={"": "554 go away"})) as port:
        made = desk.digest("--since", "7d", *options(port))
    assert (made.code, made.err.strip()) == (
        6, f"error: no mail server at 127.0.0.1:{port}: 554 go away"
    )  # fmt: skip
    name = ["--smtp-host", "a..b"]
    assert desk.digest("--since", "7d", *options(port, *name)).code == 6


def test_a_server_that_says_nothing(desk: Desk) -> None:
    desk.put("a", at=RUN)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        made = desk.digest("--since", "7d", *options(port, "--smtp-timeout", 1))
    assert made.code == 6 and "timed out" in made.err


def test_an_unknown_recipient(desk: Desk, post: Post, by_mail: list[object]) -> None:
    desk.put("a", at=RUN)
    desk.last(*by_mail)
    desk.put("b", at=RUN + SECOND)
    post.unknown = frozenset({"a@tinh.vn"})
    made = desk.last(*by_mail)
    assert made.code == 9 and "a@tinh.vn: 550 5.1.1 nobody here" in made.err
    assert post.mails == []
    made = desk.last(*by_mail, "--mail-to", "b@tinh.vn")
    assert (made.code, made.out) == (9, "1 report mailed to 1\n")
    assert made.err == "not mailed to a@tinh.vn: 550 5.1.1 nobody here\n"
    assert [to for _, to, _ in post.mails] == [["b@tinh.vn"]]


def test_who_was_refused_is_told_again_and_nobody_else(
    desk: Desk, post: Post, by_mail: list[object]
) -> None:
    both = [*by_mail, "--mail-to", "b@tinh.vn"]
    desk.put("a", at=RUN)
    desk.last(*both)
    desk.put("b", at=RUN + SECOND)
    post.unknown = frozenset({"b@tinh.vn"})
    assert desk.last(*both).code == 9
    again = desk.last(*both)
    assert (again.code, again.out) == (9, "") and "b@tinh.vn: 550 5.1.1" in again.err
    desk.put("c", at=RUN + 2 * SECOND)
    assert desk.last(*both).code == 9, "a has b already, and is told c"
    assert [to for _, to, _ in post.mails] == [["a@tinh.vn"], ["a@tinh.vn"]]
    post.unknown = frozenset()
    assert desk.last(*both) == Said(0, "2 reports mailed to 1\n", "")
    assert post.mails[-1][1] == ["b@tinh.vn"]
    assert told(post) == [["Báo cáo b"], ["Báo cáo c"], ["Báo cáo c", "Báo cáo b"]]
    assert desk.last(*both) == Said(0, "", ""), "all have all"


def test_who_is_no_recipient_any_more_is_forgotten(
    desk: Desk, post: Post, by_mail: list[object]
) -> None:
    desk.put("a", at=RUN)
    desk.last(*by_mail)
    desk.put("b", at=RUN + SECOND)
    post.unknown = frozenset({"b@tinh.vn"})
    assert desk.last(*by_mail, "--mail-to", "b@tinh.vn").code == 9
    assert desk.last(*by_mail) == Said(0, "", "")
    assert b"b@tinh.vn" not in desk.state.read_bytes()


def test_one_group_of_two_that_fails_leaves_the_other_told(
    desk: Desk, post: Post, by_mail: list[object]
) -> None:
    both = [*by_mail, "--mail-to", "b@tinh.vn"]
    desk.put("a", at=RUN)
    desk.last(*both)
    desk.put("b", at=RUN + SECOND)
    post.unknown = frozenset({"b@tinh.vn"})
    desk.last(*both)
    desk.put("c", at=RUN + 2 * SECOND)
    post.unknown = frozenset({"a@tinh.vn"})
    made = desk.last(*both)
    assert (made.code, made.out) == (9, "2 reports mailed to 1\n") and "a@tinh.vn" in made.err
    post.unknown = frozenset()
    assert desk.last(*both) == Said(0, "1 report mailed to 1\n", "")
    assert told(post) == [["Báo cáo b"], ["Báo cáo c", "Báo cáo b"], ["Báo cáo c"]]
    assert [to[0][0] for _, to, _ in post.mails] == ["a", "b", "a"]


def test_a_state_of_before_is_read(desk: Desk, post: Post, by_mail: list[object]) -> None:
    desk.put("a", at=RUN)
    desk.last(*by_mail)
    kept = json.loads(desk.state.read_bytes())
    desk.state.write_text(json.dumps({key: kept[key] for key in ("query", "added", "ids")}))
    assert desk.last(*by_mail) == Said(0, "", "")


def test_two_runs_with_one_state(desk: Desk, post: Post, by_mail: list[object]) -> None:
    desk.put("a", at=RUN)
    desk.last(*by_mail)
    desk.put("b", at=RUN + SECOND)
    with only_one(Path(f"{desk.state}.lock")):
        busy = desk.last(*by_mail)
    assert (busy.code, busy.out) == (3, "") and "another run" in busy.err
    assert post.mails == []
    assert desk.last(*by_mail).out == "1 report mailed to 1\n"


def test_passwords(
    desk: Desk, post: Post, by_mail: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put("a", at=RUN)
    user = ["--since", "7d", *by_mail, "--smtp-user", "hop"]
    made = desk.digest(*user)
    assert made.code == 2 and "HOI_NGHI_SMTP_PASSWORD" in made.err
    monkeypatch.setenv("HOI_NGHI_SMTP_PASSWORD", "mat-khau-9")
    made = desk.digest(*user)
    assert made.code == 8 and "it takes no passwords" in made.err
    monkeypatch.setenv("HOI_NGHI_SMTP_PASSWORD", "mật khẩu")
    post.password = "other"
    made = desk.digest(*user)
    assert made.code == 8 and "beyond ASCII" in made.err
    monkeypatch.setenv("HOI_NGHI_SMTP_PASSWORD", "mat-khau-9")
    made = desk.digest(*user)
    assert made.code == 8 and "535 5.7.8 wrong password" in made.err
    post.password = "mat-khau-9"
    assert desk.digest(*user).code == 0 and len(post.mails) == 1
    elsewhere = desk.digest(*user, "--smtp-host", "mail.tinh.vn")
    assert elsewhere.code == 2 and "not sent without TLS" in elsewhere.err
    monkeypatch.delenv("HOI_NGHI_SMTP_PASSWORD")
    file = desk.folder / "digest.toml"
    file.write_text('smtp_password = "mat-khau-9"\nmail_to = ["c@tinh.vn"]\n', "utf-8")
    assert desk.digest(*user, "--config", file).code == 0
    assert post.mails[-1][1] == ["a@tinh.vn"], "flags win"
    given = desk.digest(*user, "--smtp-password", "mat-khau-9")
    assert given.code == 2 and "mat-khau-9" not in given.err
    file.write_text("smtp_password = 123456\n", "utf-8")
    wrong = desk.digest(*user, "--config", file)
    assert wrong.code == 2 and "smtp_password cannot be" in wrong.err
    assert "123456" not in wrong.err


@pytest.fixture
def safe(tmp_path: Path) -> tuple[Path, Any]:
    made = certificate(tmp_path)
    if made is None:
        pytest.skip("there is no openssl to make a certificate")
    return made


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_tls(
    desk: Desk, safe: tuple[Path, Any], monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    desk.put("a", at=RUN)
    monkeypatch.setenv("HOI_NGHI_SMTP_PASSWORD", "bimat")
    post = Post(password="bimat", safe=safe[1], is_tls=security == "tls")
    with serving(post) as port:
        asked = options(port, "--smtp-security", security, "--smtp-user", "hop")
        asked = ["--since", "7d", *asked, "--smtp-host", "localhost"]
        unknown = desk.digest(*asked)
        monkeypatch.setenv("SSL_CERT_FILE", str(safe[0]))
        known = desk.digest(*asked)
        other = desk.digest(*asked, "--smtp-host", "127.0.0.1")
    assert unknown.code == 7 and "self-signed certificate" in unknown.err
    assert not any("AUTH" in line for line in post.heard[:1])
    assert known.code == 0 and len(post.mails) == 1
    assert other.code == 7 and "IP address mismatch" in other.err


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_without_tls(desk: Desk, post: Post, by_mail: list[object], security: str) -> None:
    desk.put("a", at=RUN)
    made = desk.digest("--since", "7d", *by_mail, "--smtp-security", security)
    assert made.code in ((7,) if security == "starttls" else (6, 7))
    assert made.out == "" and made.err.startswith("error: no ") and post.mails == []


@pytest.mark.parametrize(
    ("arguments", "query", "why"),
    [
        (["--since", "last"], SEARCH, "--since last goes with --state"),
        (["--since", "7d", "--state", "x"], SEARCH, "--since last goes with --state"),
        (["--since", "7 ngày trước nữa"], SEARCH, "--since is last, or a period"),
        (["--since", "7d", "--mail-to", "a@b.vn"], SEARCH, "wants a --mail-from"),
        (["--since", "7d", "--mail-to", "a\nBcc: b@c.vn"], SEARCH, "is not like"),
        (["--since", "7d", "--mail-to", "a b"], SEARCH, "is not like"),
        (["--since", "7d", "--mail-to", "a@b.vn", "--mail-from", "a@b.vn"], "họp", "--public-url"),
        (["--since", "7d"], "https://a.vn/reports/x", "is no page of results"),
        (["--since", "7d"], "https://a.vn/help/?q=b", "is no page of results"),
        (["--since", "7d"], "https://a.vn/hop/people/?q=b", "is no page of results"),
        (["--since", "7d"], "https://a.vn/xresults.csv?q=b", "is no page of results"),
        (["--since", "7d"], "https://a.vn/?from=hôm+nào", "Không đọc được ngày"),
        (["--since", "7d"], "https://[a/?q=b", "--query"),
        (["--since", "7d"], "x" * 5000, "characters"),
    ],
)
def test_wrong_use(desk: Desk, arguments: list[str], query: str, why: str) -> None:
    desk.put("a", at=RUN)
    made = desk.digest(*arguments, query=query)
    assert (made.code, made.out) == (2, "") and why in made.err


def test_an_index_that_is_empty_or_not_there(desk: Desk) -> None:
    assert desk.last().code == 5
    desk.put(at=RUN)
    assert desk.last().code == 0
    desk.put("a", at=RUN)
    assert "Có 1 báo cáo mới" in desk.last().out
    assert desk.last() == Said(0, "", "")


def test_html_is_printed_too(desk: Desk) -> None:
    desk.put("a", at=RUN)
    made = desk.digest("--since", "7d", "--html")
    assert made.out.startswith("<!doctype html>") and "<b>giải ngân</b>" in made.out
    file = desk.folder / "digest.toml"
    file.write_text("html = true\n", "utf-8")
    assert desk.digest("--since", "7d", "--config", file) == made


@pytest.mark.parametrize("command", [digest, serve])
def test_settings_of_a_file_have_the_names_of_flags(command: click.Command) -> None:
    known = settings_of(command)
    flags = [one.opts[0] for one in command.params if one.name != "config"]
    assert len(flags) > 8
    assert {flag.removeprefix("--").replace("-", "_") for flag in flags} <= set(known)


def test_an_address_of_a_file_of_results_is_the_same_search() -> None:
    page = saved_search("https://a.vn/hop/?q=lũ&year=2024")
    for kind in ("csv", "json", "xlsx", "atom"):
        assert saved_search(f"https://a.vn/hop/results.{kind}?q=lũ&year=2024") == page
    assert page.public_url == "https://a.vn/hop"


def test_several_addresses_in_a_variable_stand_between_commas(
    desk: Desk, post: Post, by_mail: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put("a", at=RUN)
    monkeypatch.setenv("HOI_NGHI_MAIL_TO", "Hội Nghị <so@tinh.vn>,b@tinh.vn")
    assert desk.digest("--since", "7d", *by_mail[2:]).code == 0
    assert [to for _, to, _ in post.mails] == [["so@tinh.vn", "b@tinh.vn"]]
