"""What HTML is made of (HTML Living Standard, as EPUB 3.3, 6.1 uses it): names and nesting."""

import re

from presskit.inspect.epub.vocabulary import words_of

ELEMENTS = words_of(
    """html head title base link meta style body article section nav aside h1 h2 h3 h4 h5 h6 hgroup
    header footer address main search p hr pre blockquote ol ul menu li dl dt dd figure figcaption
    div a em strong small s cite q dfn abbr ruby rb rt rtc rp data time code var samp kbd sub sup i
    b u mark bdi bdo span br wbr ins del picture source img iframe embed object param video audio
    track map area table caption colgroup col tbody thead tfoot tr td th form label input button
    select datalist optgroup option textarea output progress meter fieldset legend details summary
    dialog script noscript template slot canvas"""
)
OBSOLETE = words_of(
    """acronym applet basefont bgsound big blink center dir font frame frameset isindex keygen
    listing marquee menuitem multicol nobr noembed noframes plaintext spacer strike tt xmp"""
)
ATTRIBUTES = words_of(
    """abbr accept accept-charset accesskey action allow allowfullscreen alt as async autocapitalize
    autocomplete autofocus autoplay blocking charset checked cite class color cols colspan content
    contenteditable controls coords crossorigin data datetime decoding default defer dir dirname
    disabled download draggable enctype enterkeyhint fetchpriority for form formaction formenctype
    formmethod formnovalidate formtarget headers height hidden high href hreflang http-equiv id
    imagesizes imagesrcset inert inputmode integrity is ismap itemid itemprop itemref itemscope
    itemtype kind label lang list loading loop low max maxlength media method min minlength
    multiple muted name nomodule nonce novalidate open optimum pattern ping placeholder playsinline
    popover poster preload property prefix readonly referrerpolicy rel required resource reversed
    role rows rowspan sandbox scope selected shape size sizes slot span spellcheck src srcdoc
    srclang srcset start step style tabindex target title translate type typeof usemap value vocab
    about datatype inlist rev width wrap border cellspacing cellpadding align valign bgcolor
    background"""
)
TYPED = words_of("a link script style button embed input object ol source menu ul li area param")
"""Elements that have an attribute type, or had one."""
PRESENTATION = words_of(
    """align valign bgcolor background cellpadding cellspacing frame rules hspace vspace link alink
    vlink face compact noshade nowrap clear"""
)
"""Attributes of old HTML that style sheets replaced."""

TIME = re.compile(
    r"(\d{4,}(-\d\d(-\d\d)?|-W\d\d)?|\d\d-\d\d)?([T ]?\d\d:\d\d(:\d\d(\.\d{1,3})?)?"
    r"(Z|[+-]\d\d:?\d\d)?)?|P[\dTYMWDHS.]+|(\d+(\.\d+)?[wdhms] ?)+|Z|[+-]\d\d:?\d\d",
    re.IGNORECASE,
)
"""Dates, times and durations of HTML, roughly."""

VOID = words_of("area base br col embed hr img input link meta param source track wbr")
PHRASING = words_of(
    """p h1 h2 h3 h4 h5 h6 pre span em strong small s cite q dfn abbr data time code var samp kbd
    sub sup i b u mark bdi bdo label legend rt rp"""
)
"""Elements that hold words and what stands within a line, and no blocks."""
BLOCKS = words_of(
    """address article aside blockquote dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre search section table tbody td tfoot th
    thead tr ul caption"""
)
PARENTS = {
    "li": "ul ol menu", "dt": "dl div", "dd": "dl div", "tr": "table thead tbody tfoot",
    "td": "tr", "th": "tr", "caption": "table", "colgroup": "table", "col": "colgroup template",
    "thead": "table", "tbody": "table", "tfoot": "table", "figcaption": "figure",
    "legend": "fieldset", "summary": "details", "rt": "ruby rtc", "rp": "ruby rtc",
    "head": "html", "body": "html", "title": "head", "base": "head",
    "style": "head", "source": "audio video picture", "track": "audio video", "param": "object",
    "option": "select datalist optgroup", "optgroup": "select", "area": "map a p div span",
}  # fmt: skip
"""Elements that stand in some others only."""
CHILDREN = {
    "ul": "li script template", "ol": "li script template", "dl": "dt dd div script template",
    "table": "caption colgroup thead tbody tfoot tr script template", "tr": "td th script template",
    "thead": "tr script template", "tbody": "tr script template", "tfoot": "tr script template",
    "html": "head body", "head": "title base link meta style script noscript template",
    "colgroup": "col template", "hgroup": "p h1 h2 h3 h4 h5 h6 script template",
    "select": "option optgroup hr script template", "picture": "source img script template",
}  # fmt: skip
"""Elements that hold some others only, and no text of their own."""
_CONTROLS = "button details embed iframe input label select textarea"
_SECTIONS = "header footer article aside nav section h1 h2 h3 h4 h5 h6"
ALONE = {
    "a": f"a {_CONTROLS}", "button": f"a {_CONTROLS}", "form": "form", "label": "label",
    "address": f"address {_SECTIONS}", "dfn": "dfn", "header": "header footer main",
    "footer": "header footer main", "caption": "table", "progress": "progress", "meter": "meter",
    "th": _SECTIONS, "dt": _SECTIONS,
}  # fmt: skip
"""Elements that may not stand anywhere within some others."""
ONE = {"head": "title base", "table": "caption thead tfoot", "figure": "figcaption"}
"""Elements of which there is at most one in some others."""
