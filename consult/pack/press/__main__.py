"""The child process that makes a PDF: what to print comes in on stdin, the PDF leaves on stdout, news goes to stderr.

Run by `children` as `python -m consult.pack.press PROCESSOR_SECONDS MEMORY_BYTES plain`. Lines on stderr are
"progress <words>" or "failed <reason>".
"""

import gc
import resource
import sys

from consult.pack.press import wire
from consult.pack.press.limits import OUT_OF_MEMORY


def limit(processor_seconds: int, memory_bytes: int) -> None:
    """Bounds this process: hostile text can keep a layout engine busy for ever."""
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def plain() -> bytes:
    """Prints what stands on stdin the plain way."""
    from consult.pack.press.plain import print_pdf, tell_of_steps  # a second's work

    tell_of_steps()
    return print_pdf(*wire.unpacked(sys.stdin.buffer.read()))


def main() -> int:
    """Reads, prints and writes; 1 with a reason on stderr where it cannot."""
    limit(*map(int, sys.argv[1:3]))
    gc.disable()  # a tenth of the time goes into looking for cycles in a tree that lives to the end
    try:
        made = plain()
    except MemoryError:
        sys.stderr.write(f"failed {OUT_OF_MEMORY}\n")
        return 1
    except Exception as error:  # whatever it is, the parent has to hear of it
        sys.stderr.write(f"failed {type(error).__name__}: {error}\n".replace("\n", " ").strip() + "\n")
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
