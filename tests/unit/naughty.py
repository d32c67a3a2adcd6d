"""Strings that break programs, by what they are. A film may hold them or it may not: see the test.

The idea is that of the Big List of Naughty Strings (MIT licence); the strings are our own.
"""
# ruff: noqa: RUF001

STRINGS = {
    # words that programs take for nothing
    "undefined": "undefined",
    "null": "null",
    "none": "None",
    "nil": "nil",
    "true": "true",
    "no": "NO",
    "a tilde": "~",
    "a hyphen": "-",
    "nan": "NaN",
    "infinity": "Infinity",
    # what looks like a number, and is a text
    "a number in hexadecimal": "0xabad1dea",
    "a number with a zero before": "02134",
    "a number in octal": "0o17",
    "a long number": "123456789012345678901234567890",
    "a sexagesimal": "1:32:00",
    "a ratio": "16:9",
    "a version": "1.10",
    "a fraction": "1/0",
    "a power": "1e1000",
    "a negative zero": "-0",
    "a price": "$1,000.50",
    "a date": "2026-02-30",
    # what programs run
    "a script": "<script>alert(1)</script>",
    "a tag without an end": "<b>bold",
    "an end of a comment": "--> ]]> */",
    "an entity": "&lt;&amp;&nbsp;&#x41;",
    "a template": "{{ 7 * 7 }} {% raw %}",
    "a shell": "$(touch blns.fail) `id`",
    "an end of a statement": "1'; DROP TABLE users; --",
    "a format": "%s %n %x %(name)s {0} ${HOME}",
    "a path": "../../../passwd",
    "a device": "CON",
    "an end of CSS": '"} * { display: none } /*',
    "an address of a script": "javascript:alert(1)",
    "a formula": "=cmd|' /C calc'!A0",
    # quotation marks, strokes, blanks
    "quotes": "'\"`´ ‘’ “” «» „“",
    "backslashes": "\\ \\\\ \\n \\u0041",
    "blanks of many kinds": "a\u00a0b\u2009c\u202fd e",
    "punctuation": "!@#$%^&*()_+-=[]{};:,./<>?|~",
    # letters with much about them
    "an accent that stands alone": "e\u0301 a\u0308",
    "a stack of marks": "Z" + "\u0301" * 100,
    "text gone wild": "T\u0316\u0300o\u0317\u0301 i\u0318\u0302n\u0319\u0303v",
    "ligatures": "ﬁ ﬂ œ æ ß ẞ",
    "a Turkish i": "İstanbul ısı",
    "Vietnamese": "Nguyễn Phước",
    "fullwidth letters": "ＡＢＣ",
    "mathematical letters": "𝐓𝐡𝐞 𝖖𝖚𝖎𝖈𝖐",
    "letters turned over": "ʇǝɯɐ ʇᴉs ɹolop",
    # pictures
    "an emoji": "🎬",
    "a family": "👩\u200d👩\u200d👧\u200d👦",
    "a flag": "🇺🇸",
    "a colour of skin": "👋🏽",
    "a flag spelt in tags": "🏴\U000e0067\U000e0062\U000e007f",
    # other scripts
    "Greek": "Ταινία",
    "Russian": "Режиссёр",
    "Arabic": "مخرجة",
    "Hebrew": "במאית",
    "Japanese": "監督カメラ",
    "Devanagari": "निर्देशक",
    "Thai": "ผู้กำกับ",
    # what nobody sees
    "an override": "name\u202egnp.exe",
    "an isolate left open": "\u2067abc",
    "a byte order mark": "\ufeffname",
    "a blank of no width": "pass\u200bword",
    "a null": "a\x00b",
    "an escape": "a\x1b[31mb",
    "a line separator": "a\u2028b",
    "what is no character": "a\ufffeb",
    "a private character": "a\ue000b",
    # length
    "a long word": "abcdefghij" * 500,
    "a long line": "word " * 400 + "end",
}
