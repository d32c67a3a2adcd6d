"""Codes of what was made (PK7xx) and of words held against the registry (PK8xx)."""

from presskit.diagnostics.code import Code

MADE: dict[str, Code] = {
    # PK7xx: what was made
    "PK701": Code(
        "error",
        "Container",
        "The book’s zip or a name in it breaks the rules of EPUB’s container, or does not open.",
    ),
    "PK702": Code(
        "error",
        "Markup",
        "A page is not well-formed, or is not put together as HTML asks: most readers lose text.",
    ),
    "PK703": Code(
        "error",
        "Manifest",
        "What the package lists, what it says of it, and the files there are do not agree.",
    ),
    "PK704": Code(
        "error",
        "Metadata",
        "The package lacks metadata that every book has, or has a value that cannot be.",
    ),
    "PK705": Code("error", "Link broken", "A link leads to nothing, or to the wrong kind of file."),
    "PK706": Code(
        "error",
        "Contents",
        "The contents, the landmarks, or those for old readers are missing or lead astray.",
    ),
    "PK707": Code(
        "error",
        "Page list",
        "The list of pages, the markers in the text and their order do not agree.",
    ),
    "PK708": Code(
        "error",
        "Accessibility",
        "Who hears the book or cannot see it well loses something, or is told what is not so.",
    ),
    "PK709": Code("error", "Style sheet", "A style sheet is not CSS, or not what EPUB allows."),
    "PK710": Code(
        "error",
        "Remote or active",
        "Something in the book runs, moves, asks for input, or would come over the network.",
    ),
    "PK711": Code(
        "error", "Picture or font", "A picture cannot be decoded, or a font’s tables are damaged."
    ),
    "PK712": Code(
        "warning",
        "Style for few",
        "A style sheet holds what old engines drop or refuse, or takes a choice from the reader.",
    ),
    "PK713": Code(
        "warning",
        "Could be better",
        "No standard forbids it, and a reader, a shop or a library will miss something.",
    ),
    "PK714": Code(
        "error",
        "Checker not there",
        "A checker that was asked for is not installed, or did not look at the file. Nothing"
        " counts as passed.",
        environment=True,
    ),
    "PK715": Code("error", "Found by a checker", "EPUBCheck or Ace found it, in their own words."),
    "PK720": Code(
        "error",
        "Withheld, and shown",
        "Words or a picture of something withheld are in an output. The message does not repeat"
        " them.",
    ),
    "PK721": Code(
        "error",
        "Trace of a machine",
        "A path of somebody’s disk, the name of the user or the machine, or times of its clock.",
    ),
    "PK722": Code(
        "error",
        "Private picture data",
        "A picture says where or with what it was taken, who edited it, or carries another.",
    ),
    "PK723": Code(
        "error",
        "Note left in",
        "A note of somebody who was not done (TODO, FIXME, lorem ipsum), or in a final something"
        " to be confirmed.",
    ),
    "PK724": Code(
        "error", "Hidden text", "Words that nobody sees, and that a search or a reader finds."
    ),
    "PK725": Code("error", "Comment left in", "A comment that whoever opens the file can read."),
    "PK726": Code(
        "error", "Link that only we can open", "A link leads to a disk or into a private network."
    ),
    "PK727": Code(
        "error",
        "More than a document",
        "Something that runs, an earlier version of the file, or what a program left behind.",
    ),
    "PK728": Code(
        "error",
        "Not looked into",
        "A part cannot be read. Nothing counts as clean that nobody read.",
    ),
    "PK729": Code(
        "warning",
        "Film of a kit not known",
        "Without the film’s content nobody knows what it withholds: the kit was searched for what"
        " is never right, and for nothing else.",
    ),
    # PK8xx: words held against the registry
    "PK801": Code("error", "Name", "A name is spelled otherwise than the registry has it."),
    "PK802": Code("error", "Title", "The film is called by a title that is not its own."),
    "PK803": Code("error", "Figure", "A figure differs from that of the fact it is near."),
    "PK804": Code("error", "Date", "A date differs from that of the fact it is near."),
    "PK805": Code("error", "Age", "The dates of birth and death rule this age out."),
    "PK806": Code("error", "Disputed", "Sources differ on it; the text does not say whose it is."),
    "PK807": Code("error", "Contradiction", "Two figures for one thing, without their sources."),
    "PK808": Code("error", "Award", "The award is not one that this festival gave the film."),
    "PK809": Code("error", "Role or relation", "The registry has somebody in another."),
    "PK810": Code("error", "Quotation", "Words in quotation marks that quotes.yaml does not have."),
    "PK811": Code("error", "Quotation changed", "The ledger has it otherwise, or of another."),
    "PK812": Code(
        "error", "Text not readable", "Of a kind that proofread does not read, or damaged."
    ),
}
