"""A page of two sides that has one of everything a paper of ours is made of, so that checks can be tried on little."""

from consult.pack.attachments import Attachment

_PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
ATTACHMENTS = (
    Attachment("manifest.json", "application/json", b'{"items": {}}', "What the paper was made from"),
    Attachment("items.csv", "text/csv", b"reference,text\r\nC-0001,Sut?\r\n", "Every item, a row each"),
)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
  <title>A specimen</title>
  <meta name="author" content="The partnership">
  <meta name="description" content="One of everything">
  <meta name="dcterms.created" content="2021-03-08T14:30:00+00:00">
  <style>
    @page {{ @top-left {{ content: "Running" }} @bottom-right {{ content: counter(page) }} }}
    #second {{ break-before: page }}
    li::marker {{ font-family: sans-serif }}
  </style>
</head>
<body>
  <h1>A specimen</h1>
  <p>A paragraph with <a href="https://example.org/" title="Elsewhere">a link</a> and <a href="#second">another</a>.</p>
  <h2>Figures</h2>
  <ul><li>One</li><li>Two, and <em>more</em></li></ul>
  <table>
    <caption>Counts</caption>
    <thead><tr><th>Section</th><th>Comments</th></tr></thead>
    <tbody><tr><th>Prevent</th><td>12</td></tr><tr><th>County Lines</th><td>7</td></tr></tbody>
  </table>
  <p><img alt="A square" src="{_PIXEL}" width="40" height="40"></p>
  <h2 id="second">The second side</h2>
  <h3>Beneath it</h3>
  <p>The end.</p>
</body>
</html>"""
