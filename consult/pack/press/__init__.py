"""The press: a print page of ours in, a tagged PDF out, made by child processes that can be stopped.

    print_page(page, attachments=(), progress=None, limits=None, kept=None) -> bytes

The same page with the same attachments gives the same bytes. `kept` is a folder in which laid-out parts may wait for
the next printing of nearly the same page; `forget(folder)` throws it away. Plain WeasyPrint is in `plain`.
"""

from consult.pack.press.children import Progress
from consult.pack.press.limits import OUT_OF_MEMORY, Limits, RenderFailed
from consult.pack.press.printing import forget, page_count, print_page

__all__ = ["OUT_OF_MEMORY", "Limits", "Progress", "RenderFailed", "forget", "page_count", "print_page"]
