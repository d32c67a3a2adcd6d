"""Word lists of the standards that a book is held against, each with its source."""


def words_of(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
NCX = "http://www.daisy.org/z3986/2005/ncx/"
OCF = "urn:oasis:names:tc:opendocument:xmlns:container"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

PAGE = "application/xhtml+xml"
DRAWING = "image/svg+xml"
OLD_CONTENTS = "application/x-dtbncx+xml"
SHEET = "text/css"

PICTURES = frozenset({DRAWING, "image/jpeg", "image/png", "image/gif", "image/webp"})
FONTS = words_of(
    "font/ttf font/otf font/woff font/woff2 application/font-sfnt application/font-woff "
    "application/vnd.ms-opentype application/x-font-ttf application/x-font-otf"
)
MEDIA = words_of("audio/mpeg audio/mp4 audio/ogg video/mp4 video/webm video/h264")
CORE = (
    PICTURES
    | FONTS
    | MEDIA
    | {PAGE, OLD_CONTENTS, SHEET, "application/smil+xml", "application/pls+xml"}
    | {"text/javascript", "application/javascript", "application/ecmascript"}
)
"""Media types that every reading system takes (EPUB 3.3, 3.2), and those of video."""

# MARC Code List for Relators, Library of Congress; discontinued codes are left out.
RELATORS = words_of(
    """
    abr acp act adi adp aft anc anl anm ann ant ape apl app aqt arc ard arr art asg asn
    ato att auc aud aue aui aup aus aut bdd bjd bka bkd bkp blw bnd bpd brd brl bsl cad
    cas ccp chr cli cll clr clt cmm cmp cmt cnd cng cns coe col com con cop cor cos cot
    cou cov cpc cpe cph cpl cpt cre crp crr crt csl csp cst ctb cte ctg ctr cts ctt cur
    cwt dbd dbp dfd dfe dft dgc dgg dgs dis djo dln dnc dnr dpc dpt drm drt dsr dst dtc
    dte dtm dto dub edc edd edm edt egr elg elt eng enj etr evp exp fac fds fld flm fmd
    fmk fmo fmp fnd fon fpy frg gdv gis his hnr hst ill ilu ink ins inv isb itr ive ivr
    jud jug lbr lbt ldr led lee lel len let lgd lie lil lit lsa lse lso ltg ltr lyr mcp
    mdc med mfp mfr mka mod mon mrb mrk msd mte mtk mup mus mxe nan nrt onp opn org orm
    osp oth own pad pan pat pbd pbl pdr pfr pht plt pma pmn pnc pop ppm ppt pra prc prd
    pre prf prg prm prn pro prp prs prt prv pta pte ptf pth ptt pup rap rbr rcd rce rcp
    rdd red ren res rev rpc rps rpt rpy rse rsg rsp rsr rst rth rtm rxa sad sce scl scr
    sde sds sec sfx sgd sgn sht sll sng spk spn spy srv std stg stl stm stn str swd tad
    tau tcd tch ths tld tlg tlh tlp trc trl tyd tyg uvp vac vdg vfx wac wal wam wat waw
    wdc wde wfs wft win wit wpr wst wts
    """
)

# EPUB 3.3, D.2: properties of the package's default vocabulary.
PROPERTIES = words_of(
    """
    alternate-script authority belongs-to-collection collection-type display-seq file-as
    group-position identifier-type meta-auth pageBreakSource role source-of term
    title-type
    """
)
ITEM_PROPERTIES = words_of("cover-image mathml nav remote-resources scripted svg switch data-nav")
# EPUB 3.3, D.1.4: prefixes that need no declaration.
PREFIXES = words_of("a11y dcterms marc media onix rendition schema xsd msv prism ibooks")
ELEMENTS_OF_DC = words_of(
    """
    contributor coverage creator date description format identifier language publisher
    relation rights source subject title type
    """
)
# What accessibility metadata there is (EPUB Accessibility 1.1, 2.2), and its values by the W3C’s
# discovery vocabulary.
CLAIMS = {
    "schema:accessMode": words_of(
        """
    auditory tactile textual visual chartOnVisual chemOnVisual colorDependent
    diagramOnVisual mathOnVisual musicOnVisual textOnVisual
    """
    ),
    "schema:accessModeSufficient": words_of("auditory tactile textual visual"),
    "schema:accessibilityHazard": words_of(
        """
    none unknown flashing noFlashingHazard unknownFlashingHazard motionSimulation
    noMotionSimulationHazard unknownMotionSimulationHazard sound noSoundHazard
    unknownSoundHazard
    """
    ),
    "schema:accessibilityFeature": words_of(
        """
    none unknown alternativeText annotations ARIA audioDescription bookmarks braille
    captions ChemML closedCaptions describedMath displayTransformability
    displayTransformability/background-color displayTransformability/color
    displayTransformability/font-family displayTransformability/font-size
    displayTransformability/letter-spacing displayTransformability/line-height
    displayTransformability/word-spacing fullRubyAnnotations highContrastAudio
    highContrastAudio/noBackground highContrastAudio/reducedBackground
    highContrastAudio/switchableBackground highContrastDisplay horizontalWriting index
    largePrint latex latex-chemistry longDescription longDescriptions MathML
    MathML-chemistry openCaptions pageBreakMarkers pageNavigation printPageNumbers
    readingOrder rubyAnnotations signLanguage structuralNavigation synchronizedAudioText
    tableOfContents tactileGraphic tactileObject taggedPDF timingControl transcript
    ttsMarkup unlocked verticalWriting withAdditionalWordSegmentation
    withoutAdditionalWordSegmentation
    """
    ),
}
CLAIMED = frozenset({*CLAIMS, "schema:accessibilitySummary"})
_WCAG = "EPUB Accessibility 1.1 - WCAG {} Level {}"
_OLD = "http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-{}"
CONFORMS = frozenset(
    [_WCAG.format(v, "A" * n) for v in ("2.0", "2.1", "2.2") for n in (1, 2, 3)]
    + [_OLD.format("a" * n) for n in (1, 2, 3)]
)
"""The exact words of a claim to conform (EPUB Accessibility 1.1, 4.2; 1.0)."""

# EPUB 3 Structural Semantics Vocabulary 1.1, and what each is called in ARIA (EPUB Type to ARIA
# Role Authoring Guide 1.1). A cover's role is for a picture only, so it is in no pair.
PAIRS = {
    **{
        name: f"doc-{name}"
        for name in words_of(
            """
    abstract acknowledgments afterword appendix bibliography biblioref chapter colophon
    conclusion credit credits dedication endnotes epigraph epilogue errata footnote
    foreword glossary glossref index introduction noteref notice pagebreak part preface
    prologue pullquote qna subtitle tip toc
    """
        )
    },
    "page-list": "doc-pagelist",
}
SEMANTICS = frozenset(PAIRS) | words_of(
    """
    annoref annotation aside assessment assessments backlink backmatter biblioentry
    bodymatter bridgehead case-study concluding-sentence contributors copyright-page
    cover covertitle division endnote feedback figure fill-in-the-blank-problem
    footnotes frontmatter fulltitle general-problem glossdef glossterm halftitle
    halftitlepage help imprimatur imprint keyword keywords label landmarks
    learning-objective learning-objectives learning-outcome learning-outcomes
    learning-resource learning-resources learning-standard learning-standards list
    list-item loa loi lot lov marginalia match-problem multiple-choice-problem note
    ordinal other-credits page panel panel-group balloon text-area sound-area practice
    practices preamble question rearnote rearnotes referrer revision-history seriespage
    sidebar subchapter table table-cell table-row title titlepage topic-sentence
    toc-brief true-false-problem volume warning answer answers dictionary dictentry
    condensed-entry etymology example gram-info idiom part-of-speech
    part-of-speech-group part-of-speech-list phonetic-transcription phrase-group
    phrase-list sense-group sense-list synonym-group tran tran-info antonym-group def
    index-headnotes index-legend index-group index-entry-list index-entry index-term
    index-editor-note index-locator index-locator-list index-locator-range
    index-xref-preferred index-xref-related index-term-category index-term-categories
    """
)
# WAI-ARIA 1.2, DPUB-ARIA 1.1, Graphics-ARIA 1.0.
ROLES = words_of(
    """
    alert alertdialog application article banner blockquote button caption cell checkbox
    code columnheader combobox comment complementary contentinfo definition deletion
    dialog directory document emphasis feed figure form generic grid gridcell group
    heading img image insertion link list listbox listitem log main mark marquee math
    menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none note
    option paragraph presentation progressbar radio radiogroup region row rowgroup
    rowheader scrollbar search searchbox separator slider spinbutton status strong
    subscript suggestion superscript switch tab table tablist tabpanel term textbox time
    timer toolbar tooltip tree treegrid treeitem graphics-document graphics-object
    graphics-symbol doc-backlink doc-biblioentry doc-cover doc-endnote doc-example
    doc-pagefooter doc-pageheader doc-pagelist
    """
) | frozenset(PAIRS.values())
ARIA = frozenset(
    f"aria-{name}"
    for name in words_of(
        """
    activedescendant atomic autocomplete braillelabel brailleroledescription busy
    checked colcount colindex colindextext colspan controls current describedby
    description details disabled dropeffect errormessage expanded flowto grabbed
    haspopup hidden invalid keyshortcuts label labelledby level live modal multiline
    multiselectable orientation owns placeholder posinset pressed readonly relevant
    required roledescription rowcount rowindex rowindextext rowspan selected setsize
    sort valuemax valuemin valuenow valuetext
    """
    )
)
REFERRING = sorted(
    words_of(
        """
    aria-labelledby aria-describedby aria-details aria-controls aria-owns aria-flowto
    aria-errormessage aria-activedescendant headers for
    """
    )
)
"""Attributes that name elements of the same page by their ids."""
