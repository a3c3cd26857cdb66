"""Control words of RTF (specification 1.9.1) that this project knows, and what they stand for."""

import codecs

LEFT_OUT = frozenset({
    "aftncn", "aftnsep", "aftnsepc", "annotation", "atnauthor", "atndate", "atnid", "atnref",
    "background", "bkmkend", "bkmkstart", "colorschememapping", "colortbl", "comment",
    "datastore", "falt", "filetbl", "fldinst", "footer", "footerf", "footerl", "footerr",
    "ftncn", "ftnsep", "ftnsepc", "generator", "header", "headerf", "headerl", "headerr",
    "info", "latentstyles", "listname", "listoverridetable", "listtable", "nextfile",
    "nonesttables", "objclass", "objdata", "objname", "panose", "pgptbl", "pict", "private",
    "pntxta", "pntxtb", "pnseclvl", "revtbl", "rsidtbl", "rxe", "shprslt", "sn", "sv", "tc",
    "template", "themedata", "txe", "userprops", "xe", "xmlnstbl",
})  # fmt: skip
"""Groups whose text is not of the report, or is what another group says, too."""
ENTERED = frozenset({"shpinst", "do", "nesttableprops", "listtext", "pntext", "moMath"})
"""Groups that are read though they are marked as such that old programs pass over."""
NOTES, BOXES = frozenset({"footnote"}), frozenset({"shptxt", "dptxbxtext"})

CHARACTERS = {
    "line": "\n",
    "lbr": "\n",
    "column": " ",
    "tab": "\t",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "~": "\xa0",
    "-": "\xad",
    "_": "-",
    "{": "{",
    "}": "}",
    "\\": "\\",
}

_CODE_PAGES = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""The charset of a font → what its bytes are; 0 and others: as the file says for all."""
SIGNS = "signs"
"""What stands for the code page of a font of signs, whose bytes are no letters."""
LATIN = "cp1252"
_SIGN_BYTES = {0xB7: "\u2022", 0xB3: "\u2265", 0xA3: "\u2264", 0xB1: "\xb1", 0xB0: "\xb0"}


def code_page(charset: int, font_name: str) -> str | None:
    """The code page of a font; None: that of the file.

    Fonts of TCVN3 and VNI show the bytes of Latin letters as Vietnamese ones: what is read is the
    Latin letters, whatever page the file names.
    """
    if font_name.lower().startswith((".vn", "vni")):
        return LATIN
    return SIGNS if charset == 2 else _CODE_PAGES.get(charset)


def decoded(data: bytes, page: str) -> str:
    """Bytes of a code page as text; a byte that it leaves out is the Latin-1 character."""
    if page == SIGNS:
        return "".join(_SIGN_BYTES.get(byte, "") for byte in data)
    try:
        return data.decode(page)
    except (UnicodeDecodeError, LookupError):
        if page[2:].startswith("125"):
            return "".join(bytes([byte]).decode(page, "ignore") or chr(byte) for byte in data)
        return data.decode(LATIN, "replace")


def known_page(number: int) -> str:
    """The code page that \\ansicpg names; Windows-1252 for what is none."""
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "utf-8" if number == 65001 else LATIN
