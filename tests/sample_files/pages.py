"""Papers → a page of the web, and a PDF that Chromium prints."""

import re
import shutil
from collections.abc import Sequence
from html import escape

from playwright.sync_api import sync_playwright

from tests.sample_files.papers import Paper, written
from tests.sample_files.word import Columns, ends, heads

CHROMIUM = shutil.which("chromium")
_PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
"""One white dot."""
_LOOK = """
  body { font: 14pt/1.5 "DejaVu Serif", serif; text-align: justify; }
  table { width: 100%; border-collapse: collapse; } .plain td { text-align: center; }
  .ruled td { border: 1px solid; padding: 2pt 4pt; } td { vertical-align: top; width: 50%; }
  .ruled td { width: auto; } h1 { font-size: 14pt; text-align: center; }
"""
_NUMBER = '<div style="font-size: 10pt; width: 100%; text-align: center" class="pageNumber"></div>'
_DATE = re.compile(rb"/(CreationDate|ModDate) ?\(D:\d{14}")


def html(paper: Paper) -> bytes:
    """A page as a portal has it: a menu, the report, a picture with a caption, a foot."""
    menu = "".join(f'<li><a href="#">{escape(own)}</a></li>' for own in paper.menu)
    [title] = paper.title
    first, *others = (f"<p>{escape(text)}</p>" for text in paper.body)
    figure = (
        f'<figure><img src="{_PICTURE}" alt=""><figcaption>{escape(paper.caption)}</figcaption>'
        "</figure>"
    )
    article = "\n".join([f"<h1>{escape(title)}</h1>", first, figure, *others])
    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n<body>\n<nav><ul>{menu}</ul></nav>\n"
        f"<main><article>\n{article}\n</article></main>\n<footer><ul>{menu}</ul></footer>\n"
        "</body>\n</html>\n"
    ).encode()


def pdf(paper: Paper) -> bytes:
    """A paper on A4 with its page numbers, of no time; without Chromium it cannot be made."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.set_content(_printed(paper))
        made = page.pdf(
            format="A4",
            margin={"top": "20mm", "bottom": "20mm", "left": "30mm", "right": "15mm"},
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=_NUMBER,
        )
        browser.close()
    return _DATE.sub(rb"/\1 (D:20231129000000", made)


def _printed(paper: Paper) -> str:
    body = _table(heads(paper))
    body += f"<h1>{'<br>'.join(map(escape, paper.title))}</h1>"
    body += "".join(f"<p>{escape(text)}</p>" for text in paper.body)
    body += f"<p><i>{escape(paper.caption)}</i></p>"
    body += _table([[[written(cell)] for cell in row] for row in paper.table], "ruled")
    return f'<html lang="vi"><style>{_LOOK}</style><body>{body}<br>{_table([ends(paper)])}</body>'


def _table(rows: Sequence[Columns], look: str = "plain") -> str:
    inside = ""
    for row in rows:
        cells = (f"<td>{'<br>'.join(map(escape, cell))}</td>" for cell in row)
        inside += f"<tr>{''.join(cells)}</tr>"
    return f'<table class="{look}">{inside}</table>'
