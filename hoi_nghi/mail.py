"""A message and a mail server → the message sent, or why it was not, with an exit code."""

import re
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr

from hoi_nghi.shell import NO_LOGIN, NO_TLS, NOT_REACHED, NOT_TAKEN

STARTTLS, TLS, NONE = "starttls", "tls", "none"
PORTS = {STARTTLS: 587, TLS: 465, NONE: 25}
"""How a connection is made safe → the port where servers expect it so."""
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
"""Hosts to which nothing goes over a wire."""
_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)*", re.IGNORECASE)


class MailError(Exception):
    """A mail that did not go out; `code` is the exit code that tells why."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in. `security`: STARTTLS, TLS or NONE. `timeout`: seconds that each
    answer may take. The password is never shown."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: int = 30


def address_of(text: str) -> Address:
    """`tinh@vi.du.vn`, or `Hội Nghị <tinh@vi.du.vn>`. Raises ValueError."""
    name, mailbox = parseaddr(text)
    if not text.isprintable() or not _ADDRESS.fullmatch(mailbox):
        raise ValueError(f"{text!r} is not like so@tinh.vn, or Hội Nghị <so@tinh.vn>")
    return Address(name, addr_spec=mailbox)


def letter(
    sender: Address, to: tuple[Address, ...], subject: str, parts: tuple[str, str], now: datetime
) -> EmailMessage:
    """A message in two forms. `parts`: text and HTML. `now`: its date, with a zone."""
    text, html = parts
    message = EmailMessage(SMTP)
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = to
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=sender.domain)
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "vi"
    message.set_content(text, cte="base64")  # 8 bits may not pass, and quoted they are longer
    message.add_alternative(html, subtype="html", cte="base64")
    return message


def send(message: EmailMessage, server: MailServer) -> Mapping[str, str]:
    """Hand a message in; the addresses that the server refused, each with what it said.

    It went to all others. Raises MailError where it went to nobody.
    """
    with _told(f"{server.host}:{server.port}"):
        smtp = _connected(server)
        try:
            _log_in(smtp, server)
            refused = smtp.send_message(message)
        finally:
            with suppress(OSError, smtplib.SMTPException):  # what was taken is taken
                smtp.quit()
    return {who: _said(*answer) for who, answer in refused.items()}


def _connected(server: MailServer) -> smtplib.SMTP:
    where, safe = (server.host, server.port), ssl.create_default_context()
    if server.security == TLS:
        return smtplib.SMTP_SSL(*where, timeout=server.timeout, context=safe)
    smtp = smtplib.SMTP(*where, timeout=server.timeout)
    if server.security == STARTTLS:
        try:
            smtp.starttls(context=safe)
        except BaseException as error:
            smtp.close()
            if isinstance(error, smtplib.SMTPNotSupportedError | smtplib.SMTPResponseException):
                raise ssl.SSLError(0, f"it does not do STARTTLS: {error}") from None
            raise
    return smtp


def _log_in(smtp: smtplib.SMTP, server: MailServer) -> None:
    if not server.user:
        return
    try:
        smtp.login(server.user, server.password)
    except smtplib.SMTPAuthenticationError as error:
        why = _said(error.smtp_code, error.smtp_error)
    except smtplib.SMTPNotSupportedError:
        why = "it takes no passwords"
    except smtplib.SMTPException as error:
        if type(error) is not smtplib.SMTPException:
            raise
        why = "it knows none of our ways to log in"  # smtplib tells that by a class of its errors
    except UnicodeError:
        why = "the name or the password has letters beyond ASCII"
    else:
        return
    raise MailError(f"{server.host} does not let {server.user!r} in: {why}", NO_LOGIN)


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except ssl.SSLError as error:
        why = getattr(error, "verify_message", "") or error.strerror or error.reason
        raise MailError(f"no safe connection to {where}: {why}", NO_TLS) from None
    except smtplib.SMTPException as error:
        raise _refused(error, where) from None
    except (OSError, UnicodeError) as error:  # UnicodeError: that is the name of no host
        why = getattr(error, "strerror", None) or str(error) or "no answer"
        raise MailError(f"no mail server at {where}: {why}", NOT_REACHED) from None


def _refused(error: smtplib.SMTPException, where: str) -> MailError:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        told = (f"{who}: {_said(*answer)}" for who, answer in error.recipients.items())
        return MailError(f"{where} knows no recipient: {'; '.join(told)}", NOT_TAKEN)
    if isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPHeloError):
        why = _said(error.smtp_code, error.smtp_error)
        return MailError(f"no mail server at {where}: {why}", NOT_REACHED)
    if isinstance(error, smtplib.SMTPResponseException):
        why = _said(error.smtp_code, error.smtp_error)
        return MailError(f"{where} does not take the mail: {why}", NOT_TAKEN)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return MailError(f"{where} broke off: {error}", NOT_REACHED)
    return MailError(f"{where} does not take the mail: {error}", NOT_TAKEN)


def _said(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())}"
