"""Arguments of digest → what a saved search has new, printed or mailed; nothing if nothing is."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.headerregistry import Address
from itertools import count
from pathlib import Path
from typing import Any

import click

from hoi_nghi import digest_options
from hoi_nghi.digest_options import LAST, Mailing, instant_of, mailing
from hoi_nghi.digest_state import DigestState, Mark, alone, keeping, read_state
from hoi_nghi.mail import MailError, letter, send
from hoi_nghi.print_hits import counted
from hoi_nghi.saved_search import saved_search
from hoi_nghi.shell import DONE, EXIT_CODES, NOT_TAKEN, index_option, shown
from search.answer.page import answer
from search.answer.searchers import Searchers
from search.answers import GroupKind, Hit, Query
from search.dates import clock
from search.engine.urls import open_engine
from search.explore.recently_added import ids_since, last_added
from search.query.compile import QueryTooLongError
from search.report import LONG_AGO
from search.searcher import Searcher
from web.export.digest import Digest, html, subject, text

_SECOND = timedelta(seconds=1)
"""What instants of an index differ by at least."""

Tell = Callable[[Digest, Sequence[Address]], Collection[str]]
"""Tells some recipients what is new; the addresses that were refused. Raises MailError where all
were."""


@click.command(
    epilog=f"""\b
Examples:
  hoi-nghi digest --since 7d --query "giải ngân"
  hoi-nghi digest --since last --state giai-ngan.json --mail-to a@tinh.vn \\
      --mail-from hoinghi@tinh.vn --query "https://hoinghi.tinh.vn/?q=giải+ngân"
{EXIT_CODES}"""
)
@index_option
@digest_options.of_search
@digest_options.of_mail
def digest(
    url: str,
    query: str,
    since: str,
    state: Path | None,
    most: int,
    as_html: bool,
    public_url: str,
    **mail: Any,
) -> int:
    """Print or mail what a saved search has new; say and send nothing where nothing is.

    With --since last each report is told once: the file of --state remembers what was. To whom a
    mail did not go out, the next run tries to tell it again, and to nobody else.
    """
    found, by_mail = saved_search(query), mailing(**mail)
    public_url = public_url.rstrip("/") or found.public_url
    if by_mail and not public_url:
        raise click.UsageError("a mail wants --public-url, or --query with a whole address")
    if (since == LAST) != (state is not None):
        raise click.UsageError("--since last goes with --state FILE")
    tell, to = (_mailed(by_mail), by_mail.to) if by_mail else (_printed(as_html), ())
    live = Searchers(open_engine(url)).current()
    told = _Told(query, live.as_meant(found.query), public_url, most, live)
    try:
        if state is not None:
            with alone(state):
                return _since_last(told, state, tell, to)
        new = told.since(instant_of(since))
        return NOT_TAKEN if new.total and tell(new, to) else DONE
    except QueryTooLongError as error:
        raise click.UsageError(str(error)) from None
    except MailError as error:
        return _failed(error)


@dataclass(frozen=True, slots=True)
class _Told:
    """A search as it was typed and as it is meant, what readers call the server, how many reports
    are listed, and the generation that is asked."""

    typed: str
    query: Query
    public_url: str
    most: int
    live: Searcher

    def state(self, newest: datetime) -> DigestState:
        """What is to be remembered once all was told. `newest`: when the last report came in."""
        return DigestState(self.typed, newest, tuple(ids_since(self.query, newest, self.live)))

    def since(self, instant: datetime, seen: Set[str] = frozenset()) -> Digest:
        """What was added since an instant, and is none of `seen`, which was too."""
        since = max(instant, self.query.added_since or instant)
        asked = replace(
            self.query,
            added_since=since,
            all_copies=self.query.all_copies or bool(seen),
            find={},
            size=self.most,
        )
        hits: list[Hit] = []
        for page in count(1):
            found = answer(replace(asked, page=page), self.live)
            whole = [hit for hit in found.hits if hit.group is GroupKind.ALL]
            hits += [hit for hit in whole if hit.report.id not in seen]
            if len(hits) >= self.most or page >= found.pages or not whole:
                break
        listed = tuple(hits[: self.most])
        return Digest(self.query, since, found.total - len(seen), listed, self.public_url)

    def since_mark(self, last: Mark) -> Digest:
        """What was added since a mark: later, or at its last second by another run."""
        after = last.added + _SECOND
        own = frozenset(ids_since(self.query, last.added, self.live))
        at_once = own.difference(ids_since(self.query, after, self.live))
        seen = at_once.intersection(last.ids)
        return self.since(after) if seen == at_once else self.since(last.added, seen)


def _since_last(told: _Told, path: Path, tell: Tell, to: Sequence[Address]) -> int:
    """Tell what came in since a state was kept, and keep the next; the first time, that alone."""
    last = read_state(path, told.typed)
    newest = last_added(told.live) or LONG_AGO
    if last is None:
        state = told.state(newest)
        with keeping(path, state) as keep:
            click.echo(shown(f"{path}: what comes in from now on is told"), err=True)
            keep(state)
        return DONE
    marks = {own.addr_spec: last.mark_of(own.addr_spec) for own in to}
    state = told.state(max(newest, last.added))  # it may have been rolled back
    with keeping(path, replace(state, behind=marks)) as keep:
        groups = defaultdict[Mark, list[Address]](list, {} if to else {last.mark_of(): []})
        for own in to:
            groups[marks[own.addr_spec]].append(own)
        behind, code = _tell_by_mark(told, groups, tell)
        if code == DONE or behind.keys() < marks.keys():
            keep(replace(state, behind=behind))
        return code


def _tell_by_mark(
    told: _Told, groups: Mapping[Mark, Sequence[Address]], tell: Tell
) -> tuple[dict[str, Mark], int]:
    """Tell each group what came in since its mark. → who was not told, with their mark; the exit
    code."""
    behind: dict[str, Mark] = {}
    code = DONE
    for mark, to in groups.items():
        new = told.since_mark(mark)
        try:
            refused = tell(new, to) if new.total else ()
            code = code or (NOT_TAKEN if refused else DONE)
        except MailError as error:
            refused, code = [own.addr_spec for own in to], _failed(error)
        behind |= dict.fromkeys(refused, mark)
    return behind, code


def _failed(error: MailError) -> int:
    click.echo(f"error: {shown(str(error))}", err=True)
    return error.code


def _printed(as_html: bool) -> Tell:
    def tell(new: Digest, _: Sequence[Address]) -> Collection[str]:
        click.echo(html(new) if as_html else text(new))
        return ()

    return tell


def _mailed(by: Mailing) -> Tell:
    def tell(new: Digest, to: Sequence[Address]) -> Collection[str]:
        message = letter(by.sender, tuple(to), subject(new), (text(new), html(new)), clock.now())
        refused = send(message, by.server)
        for who, why in refused.items():
            click.echo(shown(f"not mailed to {who}: {why}"), err=True)
        click.echo(f"{counted(new.total)} mailed to {len(to) - len(refused)}")
        return refused

    return tell
