"""The child process that makes a PDF: what to print comes in on stdin, the PDF leaves on stdout, news goes to stderr.

Run by `children` as `python -m consult.pack.press PROCESSOR_SECONDS MEMORY_BYTES WAY`, where the way is "plain", "fast
FOLDER" (with the folder of kept parts, or "") or "set", the fast way's second process. Lines on stderr are "progress
<words>", "failed <reason>" or "unknown <reason>": then only the plain way may print it.
"""

import ctypes.util
import gc
import os
import resource
import signal
import sys
import traceback
from pathlib import Path

from consult.pack.press import wire
from consult.pack.press.limits import OUT_OF_MEMORY, PARENT
from consult.pack.press.unknown import Unknown


def limit(processor_seconds: int, memory_bytes: int) -> None:
    """Bounds this process: hostile text can keep a layout engine busy for ever."""
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def die_with_parent() -> None:
    """Has this process end when the one that waits for it does, however that ends: nobody would take what it makes."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(os.environ[PARENT]):  # it has ended already
        sys.exit(1)


_PR_SET_PDEATHSIG = 1


def find_libraries_by_name() -> None:
    """Has WeasyPrint's libraries opened by the names they have on Linux: for each name that it tries before, a compiler
    and the linker's cache would be asked, in some fifty processes.
    """
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005


def plain() -> bytes:
    """Prints what stands on stdin the plain way."""
    from consult.pack.press.plain import print_pdf, tell_of_steps  # a second's work

    tell_of_steps()
    return print_pdf(*wire.unpacked(sys.stdin.buffer.read()))


def fast() -> bytes:
    """Prints what stands on stdin the fast way."""
    from consult.pack.press.fast import print_pdf

    page, attachments = wire.unpacked(sys.stdin.buffer.read())
    return print_pdf(page, attachments, Path(sys.argv[4]) if sys.argv[4] else None)


def lay_out() -> bytes:
    """Lays out some blocks for another process."""
    from consult.pack.press.typesetting import help_out

    return help_out(sys.stdin.buffer)


_WAYS = {"plain": plain, "fast": fast, "set": lay_out}


def main() -> int:
    """Reads, prints and writes; 1 with a reason on stderr where it cannot."""
    die_with_parent()
    limit(*map(int, sys.argv[1:3]))
    find_libraries_by_name()
    gc.disable()  # a tenth of the time goes into looking for cycles in a tree that lives to the end
    try:
        made = _WAYS[sys.argv[3]]()
    except MemoryError:
        return _say("failed", OUT_OF_MEMORY)
    except Unknown as error:
        return _say("unknown", str(error))
    except Exception as error:  # whatever it is, the parent has to hear of it
        if sys.argv[3] == "plain":
            return _say("failed", f"{type(error).__name__}: {error}")
        return _say("unknown", _place(error))
    sys.stdout.buffer.write(made)
    return 0


def _place(error: Exception) -> str:
    """A fault of the fast way by its kind and place alone: its words may hold a paper's."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def _say(kind: str, words: str) -> int:
    sys.stderr.write(" ".join(f"{kind} {words}".split()) + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
