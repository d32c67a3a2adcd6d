"""Names of the properties of CSS, as the W3C lists them, and the descriptors of its at-rules."""

from presskit.inspect.epub.vocabulary import words_of

_SIDES = ("top", "right", "bottom", "left", "block", "inline", "block-start", "block-end",
          "inline-start", "inline-end")  # fmt: skip
_BOXES = words_of("margin padding scroll-margin scroll-padding inset")

PROPERTIES = (
    words_of(
        """accent-color align-content align-items align-self all appearance aspect-ratio azimuth
        backface-visibility backdrop-filter background baseline-shift baseline-source block-size
        bookmark-label bookmark-level bookmark-state border border-collapse border-color
        border-image border-radius border-spacing border-style border-width bottom
        box-decoration-break box-shadow box-sizing break-after break-before break-inside
        caption-side caret caret-color clear clip clip-path clip-rule color color-adjust
        color-interpolation color-scheme column-count column-fill column-gap column-rule
        column-rule-color column-rule-style column-rule-width column-span column-width columns
        contain content content-visibility continue counter-increment counter-reset counter-set
        cue cue-after cue-before cursor cx cy d direction display dominant-baseline elevation
        empty-cells fill fill-opacity fill-rule filter flex flex-basis flex-direction flex-flow
        flex-grow flex-shrink flex-wrap float flood-color flood-opacity font footnote-display
        footnote-policy forced-color-adjust gap glyph-orientation-vertical grid grid-area
        grid-auto-columns grid-auto-flow grid-auto-rows grid-column grid-column-end
        grid-column-gap grid-column-start grid-gap grid-row grid-row-end grid-row-gap
        grid-row-start grid-template grid-template-areas grid-template-columns
        grid-template-rows hanging-punctuation height hyphenate-character hyphenate-limit-chars
        hyphenate-limit-last hyphenate-limit-lines hyphenate-limit-zone hyphens image-orientation
        image-rendering image-resolution initial-letter initial-letter-align inline-size
        isolation justify-content justify-items justify-self left letter-spacing lighting-color
        line-break line-clamp line-grid line-height line-height-step line-snap list-style
        list-style-image list-style-position list-style-type margin-break margin-trim marker
        marker-end marker-mid marker-side marker-start marks mask max-block-size max-height
        max-inline-size max-lines max-width min-block-size min-height min-inline-size min-width
        mix-blend-mode nav-down nav-left nav-right nav-up object-fit object-position offset
        opacity order orphans outline outline-color outline-offset outline-style outline-width
        overflow overflow-anchor overflow-wrap overflow-x overflow-y page page-break-after
        page-break-before page-break-inside paint-order pause pause-after pause-before
        perspective perspective-origin pitch pitch-range place-content place-items place-self
        play-during pointer-events position position-anchor position-area position-try
        print-color-adjust quotes r resize rest rest-after rest-before richness right rotate
        row-gap ruby-align ruby-merge ruby-overhang ruby-position rx ry scale scrollbar-color
        scrollbar-gutter scrollbar-width shape-image-threshold shape-inside shape-margin
        shape-outside shape-rendering size speak speak-as speak-header speak-numeral
        speak-punctuation speech-rate src stop-color stop-opacity stress string-set stroke
        stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
        stroke-opacity stroke-width tab-size table-layout text-align text-align-all
        text-align-last text-anchor text-autospace text-box text-box-edge text-box-trim
        text-combine-upright text-decoration text-decoration-color text-decoration-line
        text-decoration-skip text-decoration-skip-ink text-decoration-style
        text-decoration-thickness text-emphasis text-emphasis-color text-emphasis-position
        text-emphasis-style text-indent text-justify text-orientation text-overflow
        text-rendering text-shadow text-size-adjust text-spacing text-spacing-trim
        text-transform text-underline-offset text-underline-position text-wrap text-wrap-mode
        text-wrap-style top touch-action transform transform-box transform-origin
        transform-style translate unicode-bidi unicode-range user-select vector-effect
        vertical-align visibility voice-balance voice-duration voice-family voice-pitch
        voice-range voice-rate voice-stress voice-volume volume white-space white-space-collapse
        widows width will-change word-break word-space-transform word-spacing word-wrap
        wrap-after wrap-before wrap-flow wrap-inside wrap-through writing-mode x y z-index zoom
        adobe-hyphenate adobe-text-layout oeb-column-number oeb-page-foot oeb-page-head bleed
        ascent-override descent-override line-gap-override size-adjust base-palette
        override-colors system symbols additive-symbols negative prefix suffix range pad
        fallback syntax inherits initial-value marker-offset text-line-through"""
    )
    | _BOXES
    | {f"{box}-{side}" for box in _BOXES for side in _SIDES}
    | {f"border-{s}{part}" for s in _SIDES for part in ("", "-color", "-style", "-width")}
    | {f"border-{v}-{h}-radius" for v in ("top", "bottom") for h in ("left", "right")}
    | {f"border-{a}-{b}-radius" for a in ("start", "end") for b in ("start", "end")}
    | {f"border-image-{n}" for n in ("source", "slice", "width", "outset", "repeat")}
    | {f"mask-{n}" for n in ("border", "clip", "composite", "image", "mode", "origin", "position")}
    | {f"mask-{n}" for n in ("repeat", "size", "type")}
    | {f"background-{n}" for n in ("attachment", "blend-mode", "clip", "color", "image", "origin")}
    | {f"background-{n}" for n in ("position", "position-x", "position-y", "repeat", "size")}
    | {f"font-{n}" for n in ("display", "family", "feature-settings", "kerning", "named-instance")}
    | {f"font-{n}" for n in ("language-override", "optical-sizing", "palette", "size", "stretch")}
    | {f"font-{n}" for n in ("size-adjust", "style", "synthesis", "synthesis-weight", "weight")}
    | {f"font-{n}" for n in ("synthesis-style", "synthesis-small-caps", "variation-settings")}
    | {f"font-variant{n}" for n in ("", "-alternates", "-caps", "-east-asian", "-emoji")}
    | {f"font-variant-{n}" for n in ("ligatures", "numeric", "position")}
    | {f"{k}-{n}" for k in ("animation", "transition") for n in ("delay", "duration", "property")}
    | {
        f"animation-{n}"
        for n in ("direction", "fill-mode", "iteration-count", "name", "play-state")
    }
    | {"animation", "transition", "animation-timing-function", "transition-timing-function"}
    | {f"overscroll-behavior{n}" for n in ("", "-x", "-y", "-block", "-inline")}
    | {f"scroll-{n}" for n in ("behavior", "snap-align", "snap-stop", "snap-type")}
    | {f"contain-intrinsic-{n}" for n in ("size", "width", "height", "block-size", "inline-size")}
    | {"container", "container-name", "container-type", "offset-path", "offset-distance"}
)
