"""Which part of a saved page is the document, and which is the site around it: menus, breadcrumbs, side lists, footers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.html_table import text_of

_NEVER = {
    *("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "head"),
    *("select", "button", "textarea", "input", "nav", "footer", "aside", "dialog", "datalist", "map"),
}
_NO_WORDS = {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "head"}
"""Of these, what holds no words of the page."""
_BLOCKS = {"div", "ul", "ol", "dl", "section", "table", "tr", "td", "th", "p", "header", "form", "center", "menu", "tbody"}
_REMOVABLE = _BLOCKS - {"tr", "td", "th", "tbody"}
"""Never a cell of its own: the grid of a table stays whole."""
_CONTENT = {"p", "table", "h1", "h2", "h3", "h4", "h5", "h6", "center", "blockquote", "pre", "ol"}
_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar", "dialog"}
# Names that sites give to what is not the article, as whole words of a class or id (main-nav, BreadCrumb, footer_box).
_AROUND = {
    *(
        "nav",
        "navbar",
        "navigation",
        "menu",
        "submenu",
        "header",
        "footer",
        "foot",
        "breadcrumb",
        "breadcrumbs",
        "crumb",
        "crumbs",
    ),
    *("sidebar", "aside", "share", "bdsharebuttonbox", "copyright", "toolbar", "related", "search", "pager", "pagination"),
    *("qrcode", "login", "weizhi", "daohang", "dangqianweizhi", "friendlink", "friendlinks", "tips", "comment", "comments"),
}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_SITE_WORDS = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|Copyright|(?:您|你)?(?:的|现在的|所在的)?当?前?位置\s*[：:]|您的位置", re.IGNORECASE
)
_SITE_LENGTH = 400
"""A block with such words is the site's only when it is short."""
_TITLE_NAMES = ("articletitle", "og:title", "title")
_MIN_LINKS, _LINK_SHARE = 3, 0.6
_MINOR = 0.25
"""Share of the page's own words above which a block is never thrown away by its name or its links."""


@dataclass(slots=True)
class _Mass:
    """The words in an element, white space not counted."""

    words: int = 0
    linked: int = 0
    links: int = 0

    @property
    def own(self) -> int:
        return self.words - self.linked


def title(root: etree._Element) -> str | None:
    """The title by the page's own data: ArticleTitle, og:title, the first h1, <title>; None when it has none."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if content := (meta.get("content") or "").strip():
            metas.setdefault(name, content)
    for name in _TITLE_NAMES:
        if name in metas:
            return metas[name]
    for tag in ("h1", "title"):
        for element in root.iter(tag):
            if words := " ".join(text_of(element).split()):
                return words
    return None


@dataclass(slots=True)
class Around:
    """What of a page is not the document: how many characters of the site, and the hidden words."""

    site: int = 0
    hidden: list[str] = field(default_factory=list)


def content(root: etree._Element) -> tuple[etree._Element, Around]:
    """The element that holds the document, and what was around it. Takes what is hidden and what belongs to the site out of
    the tree."""
    body, around = next(root.iter("body"), root), Around()
    _drop_never(body, around)
    mass = _weigh(body)
    before = mass[body].words
    if _drop_around(body, mass, max(mass[body].own, 1)):
        mass = _weigh(body)
    main = _descend(body, mass)
    around.site += before - mass[main].words
    return main, around


def remove(element: etree._Element) -> None:
    """Takes an element out of its tree and keeps the words that follow it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _drop_never(body: etree._Element, around: Around) -> None:
    gone: set[etree._Element] = set()
    for element in list(body.iter()):
        if not isinstance(element.tag, str):
            remove(element)
            continue
        style = element.get("style")
        hidden = element.get("hidden") is not None or bool(style and _HIDING.search(style))
        if element is not body and (element.tag in _NEVER or hidden or element.get("role") in _ROLES):
            if element.tag not in _NO_WORDS and element not in gone:
                gone.update(element.iter())
                if hidden:
                    around.hidden += [words] if (words := "".join(text_of(element).split())) else []
                else:
                    around.site += _length(text_of(element))
            remove(element)


def _weigh(body: etree._Element) -> dict[etree._Element, _Mass]:
    """The mass of every element, from the leaves up."""
    masses = {element: _Mass() for element in body.iter()}
    for element, own in reversed(masses.items()):
        own.words += _length(element.text)
        if element.tag == "a" and element.get("href"):
            own.linked, own.links = own.words, 1
        parent = element.getparent()
        if parent is None or element is body:
            continue
        above = masses[parent]
        above.words += own.words + _length(element.tail)
        above.linked += own.linked
        above.links += own.links
    return masses


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _named_around(element: etree._Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag == "header" or any(word.lower() in _AROUND for word in _WORD.findall(names))


def _drop_around(body: etree._Element, mass: dict[etree._Element, _Mass], whole: int) -> bool:
    """Takes what belongs to the site out of the tree, and says whether there was anything."""
    waiting, found = list(body), False
    while waiting:
        element = waiting.pop()
        if not len(element) and element.tag not in _REMOVABLE:
            continue
        own = mass[element]
        minor = own.own < _MINOR * whole or own.words == 0
        links = own.links >= _MIN_LINKS and own.linked >= _LINK_SHARE * own.words
        if minor and element.tag in _REMOVABLE and (links or _named_around(element) or _site_words(element, own)):
            remove(element)
            found = True
        else:
            waiting += list(element)
    return found


def _site_words(element: etree._Element, own: _Mass) -> bool:
    if own.words > _SITE_LENGTH or element.tag == "table":
        return False
    return bool(_SITE_WORDS.search("".join(text_of(element).split())))


def _descend(body: etree._Element, mass: dict[etree._Element, _Mass]) -> etree._Element:
    """Goes down while one child holds most of the words and nothing beside it looks like part of a document."""
    at = body
    while True:
        children = [c for c in at if mass[c].words]
        heavy = max(children, key=lambda c: mass[c].own, default=None)
        if heavy is None or heavy.tag not in {"div", "section", "article", "main", "form"}:
            return at
        own_text = _length(at.text) + sum(_length(c.tail) for c in at)
        if own_text or mass[heavy].own * 2 < mass[at].own or any(_is_content(c) for c in children if c is not heavy):
            return at
        at = heavy


def _is_content(element: etree._Element) -> bool:
    return any(e.tag in _CONTENT and _length(text_of(e)) for e in element.iter())
