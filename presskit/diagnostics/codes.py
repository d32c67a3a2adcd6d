"""The one table of messages' codes.

A code is never reused and never changes its meaning; `docs/diagnostics.md` is generated from this
table. Those of what was made stand in `made.py`.
"""

from presskit.diagnostics.code import Code, Severity
from presskit.diagnostics.made import MADE

__all__ = ["CODES", "Code", "Severity"]

CODES: dict[str, Code] = {
    # PK1xx: reading files
    "PK101": Code(
        "error",
        "File missing",
        "A file that the kit cannot do without is not in the film's folder.",
    ),
    "PK102": Code(
        "error",
        "Not UTF-8",
        "The file is not UTF-8 text. Editors call the right setting “UTF-8”.",
    ),
    "PK103": Code("error", "Not YAML", "The file breaks the rules of YAML at the place named."),
    "PK104": Code(
        "error", "Key given twice", "A key stands twice in one mapping; only one can be meant."
    ),
    "PK105": Code(
        "error",
        "Anchor, alias or tag",
        "YAML's anchors (&), aliases (*) and tags (!) are not used here: write the value out.",
    ),
    "PK106": Code("error", "Tab in the indentation", "YAML is indented with spaces only."),
    "PK107": Code(
        "error",
        "File name differs in case",
        "The name was found in other capitals. Some systems tell them apart, some do not.",
    ),
    "PK108": Code(
        "error", "File too large or too deep", "The file is past the size or the nesting allowed."
    ),
    "PK109": Code(
        "error",
        "Character not allowed",
        "A control character or a bidirectional override stands in the text.",
    ),
    "PK110": Code(
        "error",
        "Front matter",
        "A Markdown text starts with its front matter between two lines of three hyphens.",
    ),
    "PK111": Code("error", "Film not found", "No folder of content has that name."),
    "PK112": Code(
        "error",
        "File not readable",
        "The file is there and cannot be opened: who may read it, or is it a folder?",
    ),
    "PK113": Code(
        "error",
        "Name of a file",
        "Names of films, texts and interviews become addresses: a-z, 0-9 and single hyphens.",
    ),
    # PK2xx: shape
    "PK201": Code("error", "Unknown key", "The key is not one that this file has."),
    "PK202": Code("error", "Field missing", "A field that must be there is not."),
    "PK203": Code(
        "error", "Value of the wrong form", "The value cannot be read as what it should be."
    ),
    "PK204": Code(
        "error",
        "“To be confirmed” as a text",
        "What is not known is written as a state of its own, {tbc: whom to ask}, not as words.",
    ),
    "PK205": Code("error", "Not one of the choices", "The value is not among those allowed."),
    "PK206": Code(
        "error", "Unknown file", "The film's folder holds a file that presskit does not read."
    ),
    # PK3xx: content
    "PK301": Code("error", "Unknown fact", "A text cites a fact that facts.yaml does not have."),
    "PK302": Code("error", "Unknown source", "A source is named that sources.yaml does not have."),
    "PK303": Code("error", "Unknown person", "A person is named that people.yaml does not have."),
    "PK304": Code("error", "Id used twice", "Two entries of one file share an id."),
    "PK305": Code(
        "error",
        "Length of a text",
        "Logline: 25 words at most. Synopses: short 50 to 100, medium 150 to 300, long 400 to 800."
        " Titles: 300 characters at most.",
    ),
    "PK306": Code("error", "HTML in a text", "Texts are Markdown; HTML is not read in them."),
    "PK307": Code(
        "error",
        "Link not allowed",
        "A link goes to https, http, mailto or a place in the document (#name).",
    ),
    "PK308": Code(
        "error",
        "Who issues the kit",
        "Without a recorded approval the kit must say who issues it (field `issued`).",
    ),
    "PK309": Code(
        "error",
        "To be confirmed in a final",
        "A final kit has nothing left to be confirmed, or waives it by name.",
    ),
    "PK310": Code(
        "error",
        "State of a fact",
        "The state of the fact does not fit its sources or other values.",
    ),
    "PK311": Code("warning", "Fact not used", "A fact stands in the registry and in no text."),
    "PK312": Code(
        "error",
        "Markdown not supported",
        "Texts hold paragraphs, headings, lists, quotations, emphasis, links and cited facts.",
    ),
    "PK313": Code(
        "error", "Waived name unknown", "--waive names a field that is not to be confirmed."
    ),
    "PK314": Code(
        "error",
        "Character without a font",
        "No font of the theme has the character; it would not print.",
    ),
    "PK315": Code(
        "error", "Dates disagree", "Two dates that belong together contradict each other."
    ),
    "PK316": Code("error", "Unknown still", "A still is named that stills.yaml does not have."),
    "PK317": Code(
        "warning", "Photograph not listed", "A photograph in stills/ is not listed in stills.yaml."
    ),
    "PK318": Code(
        "error",
        "Perishable in a final",
        "What changes by itself (where to watch, a source) has a day on which it was last seen,"
        " and that is not long ago; or it is waived by name.",
    ),
    "PK319": Code(
        "warning", "Figure without a fact", "A text prints a figure that no correction would reach."
    ),
    "PK320": Code(
        "error", "Facts in a circle", "A fact follows from another, and that from the first."
    ),
    "PK321": Code(
        "warning",
        "Manner of an interview",
        "An interview is verbatim, condensed or reported; the notice printed with it says which.",
    ),
    "PK322": Code("error", "Unknown measure", "A text is written for a form that no profile has."),
    # PK4xx: themes and templates
    "PK401": Code("error", "Theme not found", "No folder under templates/ has that name."),
    "PK402": Code("error", "Template not found", "No theme of the chain has the template."),
    "PK403": Code("error", "Template failed", "A template uses something that is not there."),
    "PK404": Code(
        "error", "Template not well-formed", "A template's result is not well-formed XHTML or SVG."
    ),
    "PK405": Code(
        "error", "Theme's file not readable", "A font or profile it names is missing or damaged."
    ),
    "PK406": Code(
        "error", "Too little contrast", "A colour of the theme cannot be read on its ground."
    ),
    "PK407": Code("error", "Too much ink", "A colour has more ink in print than paper takes."),
    "PK408": Code(
        "error",
        "Not allowed in a page or drawing",
        "Something in a template runs, plays, or asks for what is not in the kit; or a drawing"
        " (SVG) is too large.",
    ),
    # PK5xx: writing
    "PK501": Code(
        "error", "Layout engine error", "The layout engine could not set part of a page."
    ),
    "PK502": Code("error", "Foreign font", "Text was set in a font that is not the theme's."),
    "PK503": Code(
        "error", "Text over its edge", "Text or a picture does not fit its box or the page."
    ),
    "PK504": Code(
        "warning", "Layout engine warning", "The layout engine ignored part of a style sheet."
    ),
    "PK505": Code(
        "error", "File in the way", "A file that presskit did not make has the name of an output."
    ),
    "PK506": Code("error", "Another build runs", "One build per film at a time.", environment=True),
    "PK507": Code(
        "error",
        "Cannot write",
        "The disk is full, the folder is read-only, or another program holds a file.",
        environment=True,
    ),
    "PK508": Code(
        "error",
        "System library missing",
        "PDF editions need Pango, which pip cannot install.",
        environment=True,
    ),
    "PK509": Code(
        "note", "Build resumed", "The last build was interrupted; its remains were cleared."
    ),
    "PK510": Code(
        "error",
        "Kit damaged",
        "A file that the kit's manifest lists is missing, or is not the one that was built.",
    ),
    "PK511": Code(
        "warning",
        "Picture too coarse",
        "At its size on the page the picture has less than 150 pixels to the inch, or 300 for a"
        " print shop.",
    ),
    "PK512": Code(
        "error",
        "Picture far too coarse",
        "At its size on the page the picture has less than half of the pixels it should have.",
    ),
    "PK513": Code(
        "warning", "Heading alone", "A heading stands at the foot of a page, its text on the next."
    ),
    "PK514": Code(
        "warning",
        "Page nearly empty",
        "Text runs over to a page and fills less than a third of it. A theme marks what is meant"
        " so with data-sparse.",
    ),
    "PK515": Code(
        "warning",
        "Line alone",
        "One line of a paragraph stands alone at the foot or at the top of a page.",
    ),
    "PK516": Code("warning", "Hyphens in a row", "More than two lines in a row end with a hyphen."),
    "PK517": Code("error", "Text over text", "Two texts of a page lie over each other."),
    "PK518": Code(
        "error",
        "Rule not for this engine",
        "A rule of a style sheet is known to crash the layout engine or to spoil its pages.",
    ),
    "PK519": Code(
        "error",
        "Layout engine failed",
        "The layout engine stopped in the middle of a section. The previous kit is unchanged.",
    ),
    "PK520": Code(
        "error", "Bleed missing", "A style sheet does not draw over the edge of the trimmed page."
    ),
    "PK521": Code(
        "warning",
        "Left out of the kit",
        "Drafts and finals never stand in one kit: files of the other kind were removed.",
    ),
    "PK530": Code(
        "note",
        "Pages of print not named",
        "The booklet was built without a list of the printed kit's pages; the message says why.",
    ),
    "PK531": Code("error", "Too slow", "Making the kit takes more time than is allowed."),
    "PK532": Code("error", "Too large", "Making the kit takes more memory than is allowed."),
    "PK533": Code(
        "error", "Ended in the middle", "The process that makes the kit came to an unforeseen end."
    ),
    "PK534": Code(
        "error",
        "Reached outside",
        "Something asked for a file outside of the project, for the network or for a program.",
    ),
    "PK535": Code("error", "Too many pages", "A PDF has more pages than are allowed."),
    # PK6xx: images
    "PK601": Code(
        "error", "Picture not readable", "The picture is damaged, cut off or not a picture."
    ),
    "PK602": Code("error", "Picture too large", "The picture has more pixels than are allowed."),
    "PK603": Code("error", "Kind of picture", "Pictures are JPEG, PNG, TIFF or WebP."),
    "PK604": Code(
        "warning",
        "Colour profile not used",
        "The picture’s colour profile is damaged, lacking or for another kind of picture; colours"
        " are taken as sRGB, those in CMYK as FOGRA39.",
    ),
    "PK605": Code(
        "error", "Picture outside of the project", "A link leads out of the project’s folder."
    ),
    "PK606": Code(
        "warning", "Name of another kind", "A picture’s name says another kind than its bytes."
    ),
    "PK607": Code(
        "note",
        "Private data left out",
        "A photograph says where and with what it was taken, or who edited it; no output does.",
    ),
    "PK608": Code(
        "warning",
        "Withheld",
        "On the kit’s date it is under embargo, or may not be used any more, or it is for others:"
        " it is in no output.",
    ),
    "PK609": Code(
        "warning",
        "Colours that a press cannot print",
        "Part of the picture will look duller in print: its colours are far outside of the printing"
        " condition of the press edition.",
    ),
    "PK612": Code(
        "error",
        "Withheld photograph shown",
        "An entry shows the file, or the very bytes, of a photograph that another entry withholds.",
    ),
    "PK613": Code(
        "error",
        "Words of a still too long",
        "What a file says of itself, caption, terms and the rest, must fit into 60,000 bytes.",
    ),
    "PK614": Code(
        "warning", "Photograph doubtful", "A JPEG decodes, and has more data than it should."
    ),
    "PK611": Code("error", "No still", "An edition of stills was asked for, and none has a file."),
    "PK610": Code("error", "Archive too large", "The archive of stills is larger than is allowed."),
    "PK640": Code(
        "error",
        "Refers to what is withheld",
        "Something that is shown refers to what is under embargo, out of its term or for others.",
    ),
    "PK641": Code(
        "warning", "Words of what is withheld", "A text that is shown has words of what is not."
    ),
    "PK642": Code(
        "warning",
        "Kit in place shows other content",
        "Nothing was written, and the kit in place was made when other content was withheld.",
    ),
    "PK643": Code("error", "No such audience", "Nothing in the film is for this audience."),
    "PK620": Code(
        "error",
        "Photograph not added",
        "stills.yaml has another photograph of that name, or another one for that entry.",
    ),
    **MADE,
}
