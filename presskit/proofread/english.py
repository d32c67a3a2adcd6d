"""What English words have to do with each other: forms and synonyms, kin, roles, hedges.

Nothing here is about one film. A word stands for its class: “victories” and “won” are both
`win`, so that a fact's words tie a figure however somebody puts it.
"""

import re


def listed(words: str) -> tuple[str, ...]:
    """A list of words as it is easiest to read."""
    return tuple(words.split())


_SAME = {
    "win": "wins won winning winner winners victory victories victor victorious triumph triumphs"
    " triumphed champion championship",
    "start": "starts started starting startline",
    "starter": "starters entrant entrants entry entries field participant participants"
    " competitor competitors",
    "enter": "entered entering contested competed compete competing contest raced racing race-goer"
    " run ran running runnings appearance appearances outing outings line lined tackled attempt"
    " attempts participated participation",
    "race": "races edition editions event events",
    "vehicle": "vehicles car cars truck trucks machine machines crew crews team teams racer racers"
    " driver drivers rig rigs bike bikes",
    "finish": "finishes finished finishing finisher finishers completed survived",
    "row": "consecutive consecutively straight succession successive successively streak streaks"
    " unbroken trot back-to-back uninterrupted string undefeated unbeaten spree",
    "see": "sees saw seen seeing",
    "take": "takes took taken taking",
    "come": "comes came coming kept",
    "mile": "miles mi mile-long",
    "kilometre": "kilometres kilometer kilometers km kms",
    "hour": "hours hrs hr",
    "minute": "minutes min mins",
    "day": "days",
    "year": "years yr yrs",
    "limit": "limits ceiling cap capped cutoff cut-off allowed allowance allotted maximum"
    " deadline permitted",
    "make": "making made makers shoot shooting shot filmed filming produce producing production"
    " work worked created creating",
    "friend": "friends friendship friendships befriended pal pals buddy buddies mates companions"
    " acquaintance",
    "festival": "festivals fest",
    "career": "careers lifetime overall-career lifelong",
    "die": "d died dies dying death passed passing dead deceased",
    "born": "b birth birthday-of birthdate",
    "induct": "inducted inductee induction enshrined inducting",
    "premiere": "premiered premieres premiering",
    "release": "released releases releasing",
    "hall-of-fame": "hof",
    "class": "classes category categories",
    "overall": "outright",
    "last": "final farewell",
    "long": "length distance course",
    "first": "1st inaugural maiden debut",
    "third": "3rd",
    "fourth": "4th",
    "award": "awards prize prizes",
    "live": "lives lived living",
    "suffer": "suffers suffered suffering",
    "diagnose": "diagnosed diagnosis",
    "illness": "ill sick sickness disease disorder condition ailment",
    "organise": "organised organises organizing organising organized organizes organize organiser"
    " organizer organisers organizers sanctioned sanctions sanctioning promoted promoter",
    "stream": "streams streaming streamed",
    "rent": "rents rented rental",
    "buy": "buys bought buying purchase",
    "teach": "teaches taught teaching",
    "train": "training trained preparing preparation practising practicing",
}
_CLASS = {word: name for name, words in _SAME.items() for word in (name, *words.split())}


def concept(word: str) -> str:
    """The class of a word; a plural nobody listed loses its s."""
    low = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    if low in _CLASS:
        return _CLASS[low]
    if len(low) > 4 and low.endswith("s") and not low.endswith("ss"):
        return _CLASS.get(low[:-1], low[:-1])
    return low


FUNCTION = frozenset(
    listed(
        "a an the of in on at to from by for with within inside outside into onto and or but nor"
        " so as"
        " than that which who whom whose when where while if because since until till before after"
        " during over under about above below between among through per via is are was were be been"
        " being has have had do does did will would can could may might must shall should it its he"
        " his him she her they them their this these those there here not no only just all both"
        " each"
        " every some any more most much many such own same too very even ever never now then also"
        " yet"
        " still again once i my me we our us you your what how why said says say against across"
        " along"
        " around behind beyond despite like near off out up down upon toward towards without him"
        " himself herself themselves else though although whether one however i'm it's he's she's"
        " plus minus times time ago later earlier away apart altogether total overall already"
    )
)
"""Words that end the group of nouns a figure counts."""

PARTIAL = frozenset(
    listed("another further previous preceding earlier remaining other next additional")
)
"""Before or after a count, these say that it is a part of the count that a fact gives."""

KIN = {
    "son": "sons stepson",
    "daughter": "daughters",
    "grandson": "grandsons",
    "granddaughter": "granddaughters grandaughter grand-daughter",
    "grandchild": "grandchildren",
    "child": "children kid kids offspring",
    "brother": "brothers sibling siblings",
    "sister": "sisters",
    "wife": "widow spouse ex-wife",
    "husband": "widower",
    "father": "dad papa fathers",
    "mother": "mum mom",
    "grandfather": "granddad grandpa",
    "grandmother": "grandma",
    "nephew": "nephews",
    "niece": "nieces",
    "uncle": "uncles",
    "aunt": "aunts",
    "cousin": "cousins",
}
KIN_CLASS = {word: name for name, words in KIN.items() for word in (name, *words.split())}
KIN_FITS = {"child": {"son", "daughter"}, "grandchild": {"grandson", "granddaughter"}}
"""A wider word is right for a narrower one."""
INVERSE = {
    "father": {"son", "daughter"}, "mother": {"son", "daughter"},
    "grandfather": {"grandson", "granddaughter"}, "grandmother": {"grandson", "granddaughter"},
    "son": {"father", "mother"}, "daughter": {"father", "mother"},
    "grandson": {"grandfather", "grandmother"}, "granddaughter": {"grandfather", "grandmother"},
}  # fmt: skip
"""“Her grandfather” is said of whom she is a granddaughter of."""

HEDGE = re.compile(
    r"\b(?:according to|by (?:one|some|most|many|another|several|his|her|its|their|[A-Z][\w’'"
    r" ]+[’']s)"
    r"(?: own)?(?: \w+)? (?:counts?|accounts?|reckoning|tally|tallies|estimates?|sources?|reports?)"
    r"|(?:some|other|most|many|various|several|two|different) (?:sources?|reports?|people|accounts?"
    r"|counts?|obituaries|say|give|put|claim|count|have|print)|sources? (?:differ|disagree|vary|do)"
    r"|counts? (?:differ|vary)|others?(?: \w+)? (?:say|have|count|give|put|counts|make)"
    r"|other counts?|depend(?:s|ing) on|(?:who|whom) you ask|who[’']s counting|reportedly|is said"
    r" to|are said to|disputed"
    r"|(?:is|was|are|been|being) credited|credits? (?:him|her|them)|puts? (?:it|his|her|the|them)"
    r"|if you (?:ask|believe)|estimated?|elsewhere|in one place|so .{3,25} says"
    r"|once (?:gave|counted|claimed|listed|said)"
    r"|(?:itself|themselves|team|blog|article|obituary|obituaries|account|tally) (?:gave|gives"
    r"|give|counted|counts|count|lists?|listed|claims?|claimed|has|have|had|says?|reckons?|put)"
    r"|among other counts|or (?:over|more than|\d+|perhaps|maybe))\b",
    re.IGNORECASE,
)
"""A figure in such a sentence is given as somebody's."""

DENIAL = re.compile(
    r"\b(?:not|never|nor|isn[’']t|wasn[’']t|misstated|misspell?ed|misspelt|wrongly|mistakenly"
    r"|incorrectly|instead of"
    r"|rather than|erroneously|too many|too few|corrects?|correction)\b",
    re.IGNORECASE,
)
"""A sentence that takes back what it names."""

CONTRAST = re.compile(
    r"\b(?:unlike|than|compared (?:to|with)|as opposed to|similar to|such as|reminds?|recalls?"
    r"|mistaken for|as if|instead|another)\b",
    re.IGNORECASE,
)
"""Before these words a sentence sets something else beside what it tells of."""

ASKING = re.compile(r"\b(?:whether|asks? if|asked if|wonders? if|wondered if)\b|\?[\"”’)]*\s*\Z")
"""A sentence that asks, and tells nothing."""
