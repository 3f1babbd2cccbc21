"""What an unkind member writes, and what an unkind importer lets through."""

HOSTILE = {
    "long word": "w" * 5_000,
    "combining marks": "Z" + "\u0301\u0316\u0334" * 400 + "algo",
    "arabic": "\u0647\u0644 \u0633\u062a\u064f\u0639\u0627\u062f \u062e\u062f\u0645\u0627\u062a"
    " \u0627\u0644\u0634\u0628\u0627\u0628\u061f (2021)",
    "emoji": "Thank you \U0001f44d\U0001f3fd from the \U0001f468\u200d\U0001f469\u200d\U0001f467 family centre",
    "markup": "<script>alert('x')</script> & <b>bold</b> {{ 7 * 7 }} </p></section>",
    "controls": "tab\tnull\x00bell\x07 line\u2028separator \ufffe end",
}
HOSTILE_HTML = (
    'A paragraph with <a href="file:///etc/passwd" rel="attachment">a local file</a>,'
    ' <a href="javascript:alert(1)">a script</a>, <img src="file:///etc/passwd" alt="a picture">'
    ' <img src="https://tracker.example.org/pixel.png" alt="a tracker"><style>*{display:none}</style>'
    '<script>alert(2)</script><span style="position:fixed;top:0">and the end</span>.'
)
