"""What takes several words and is one idea: to set off, to make it to the finish.

A fact names the idea by any of its wordings; a text may use any other.
"""

import re
from collections.abc import Iterator

_BE = r"(?:is|are|was|were|been|being|be)"
_GET = r"(?:get|gets|got|getting|come|comes|came|coming|make it|makes it|made it|making it)"
_SEE = r"(?:see|sees|saw|seen|seeing|reach(?:es|ed|ing)?|make|makes|made|making|get to|got to|find)"
_END = r"(?:finish(?: line)?|finishing line|goal|end|line|distance|checkered flag|chequered flag)"
_LINE = r"(?:start(?:ing)? |finish(?:ing)? )?line"

_IDEAS = {
    "depart": rf"(?:set|sets|setting) (?:off|out|forth)|(?:get|gets|got|getting) (?:under ?way"
    rf"|going"
    rf"|away)|under ?way|(?:take|takes|took|taken|taking) (?:the|to the) (?:start|{_LINE}"
    rf"|(?:green )?flag)|(?:line|lines|lined|lining) up|(?:leave|leaves|left|leaving) the {_LINE}"
    rf"|(?:take|takes|took|taking) part|(?:roll|rolls|rolled) (?:off|out|away)|toed? the line"
    rf"|{_BE} (?:waved|flagged|sent) (?:off"
    r"|away)|depart(?:s|ed|ing|ure|ures)?",
    "born": r"(?:come|comes|came) into the world|(?:see|sees|saw) the light of day",
    "die": r"(?:leave|leaves|left) us|pass(?:es|ed)? away|breathed (?:his|her) last",
    "overall": r"(?:against|beat|beating|ahead of) (?:everybody|everyone|all comers"
    r"|the whole field)",
    "arrive": rf"{_GET} (?:home|there|through|back|(?:all the way )?to the {_END})|made it"
    rf"|makes? it|making it|{_SEE} the {_END}|cross(?:es|ed|ing)? the {_LINE}|across the {_LINE}"
    rf"|(?:{_BE} )?classified|arriv(?:e|es|ed|ing|al|als)|still running|go(?:es)? the distance"
    r"|(?:went|gone) the distance",
}
_PATTERN = re.compile(
    "|".join(rf"\b(?P<{idea}>{words})\b" for idea, words in _IDEAS.items()), re.IGNORECASE
)

IDEAS = frozenset(_IDEAS)


def idioms(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and idea of each in a stretch of text."""
    for match in _PATTERN.finditer(text, start, end):
        yield match.start(), match.end(), match.lastgroup or ""
