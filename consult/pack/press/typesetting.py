"""Parts for blocks: those that are kept, and the others laid out, by two more processes where there are many.

Then this process, which puts the pages together, never holds the boxes of a large layout.
"""

import gc
import marshal
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import ExitStack
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from consult.pack.press.cutting import Block, Shell
from consult.pack.press.fonts import Face
from consult.pack.press.frames import Frame
from consult.pack.press.keeping import Kept
from consult.pack.press.limits import PARENT
from consult.pack.press.parts import Part, ShellStyle, packed, part_of
from consult.pack.press.unknown import Solid, Unknown

_AT_ONCE = 3500  # tags, opening and closing, in one run of WeasyPrint's: more take more memory, fewer more time
_SHARED_FROM = 150  # blocks: below, more processes cost more than they save


class Order(NamedTuple):
    """What the layout of every block of a page depends on: its style sheet, and the tags of its html and body."""

    style: str
    html: str
    body: str


class Typesetter:
    """Gives the parts, frames and faces of one page."""

    def __init__(self, order: Order, salt: bytes, kept: Kept) -> None:
        self.order, self._salt, self._kept = order, salt, kept
        self._setter: Any = None
        self._fonts = _Fonts(kept)

    def parts(self, blocks: Sequence[Block]) -> list[Part]:
        """A part for each block.

        Raises:
            Solid: containers cannot be cut; what else was laid out is kept.
            Unknown: a block can only be printed the plain way.
        """
        shells = self._shells(blocks)
        missing = list({block.key: block for block in blocks if self._kept.get(block.key) is None}.values())
        solid = self._lay_out(missing)
        if solid:
            raise Solid(solid)
        held = [self._kept.get(block.key) or b"" for block in blocks]
        return [part_of(one)._replace(shells=shells[_path(block)]) for block, one in zip(blocks, held, strict=True)]

    def _shells(self, blocks: Sequence[Block]) -> dict[bytes, tuple[ShellStyle, ...]]:
        """What the containers around blocks do, by their opening tags."""
        paths = {_path(block): block for block in blocks}
        keys = {path: sha256(self._salt + b"shells" + path).digest() for path in paths}
        missing = [path for path in paths if self._kept.get(keys[path]) is None]
        if missing:
            found = self._own().shells([paths[path] for path in missing])
            solid = frozenset(kind for kind in found if isinstance(kind, str))
            if solid:
                raise Solid(solid)
            for path, styles in zip(missing, found, strict=True):
                self._kept.put(keys[path], packed(tuple(styles)))
        return {path: marshal.loads(self._kept.get(keys[path]) or b"") for path in paths}  # noqa: S302

    def _lay_out(self, missing: Sequence[Block]) -> frozenset[str]:
        """Lays blocks out; gives the kinds of containers that turn out not to be cut."""
        if len(missing) < _SHARED_FROM:
            return self._keep(self._own().laid_out(missing)) if missing else frozenset()
        self._own()  # its fonts are unpacked for both
        order = (self.order, self._salt, dict(self._fonts))
        self._setter = None
        gc.collect()  # what it held of a layout is not needed any more
        with Helper(order, missing[::2]) as one, Helper(order, missing[1::2]) as other:
            return self._keep(one.result()) | self._keep(other.result())

    def _keep(self, made: "Made") -> frozenset[str]:
        for key, held in made.held.items():
            self._kept.put(key, held)
        return made.solid

    def _own(self) -> "Bench":
        if self._setter is None:
            self._setter = Bench(self.order, self._salt, self._fonts)
        return self._setter  # type: ignore[no-any-return]

    def frames(self) -> tuple[Frame, Frame]:
        """The first page, and all others, without content."""
        held = self._kept.get(frame_key(self._salt))
        if held is None:
            self._keep(self._own().laid_out(()))
            held = self._kept.get(frame_key(self._salt)) or b""
        first, other = marshal.loads(held)  # noqa: S302 - checked when read
        return Frame._make(first), Frame._make(other)

    def face(self, name: str) -> Face:
        """A face, by the name it is drawn with."""
        held = self._kept.get(face_key(name))
        if held is None:
            raise Unknown(f"The face {name} is not kept any more")
        return Face._make(marshal.loads(held))  # noqa: S302


class _Fonts(dict[bytes, bytes]):
    """Unpacked fonts by key; what is not among them may be among what is kept."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self._kept = kept

    def __contains__(self, key: object) -> bool:
        if not super().__contains__(key) and isinstance(key, bytes):
            held = self._kept.get(key)
            if held is not None:
                super().__setitem__(key, held)
        return super().__contains__(key)

    def __setitem__(self, key: bytes, font: bytes) -> None:
        super().__setitem__(key, font)
        self._kept.put(key, font)


class Made(NamedTuple):
    """What was laid out, by key, and the kinds of containers that turned out not to be cut."""

    held: Mapping[bytes, bytes]
    solid: frozenset[str]


def _path(block: Block) -> bytes:
    return b"".join(shell.markup for shell in block.shells)


def frame_key(salt: bytes) -> bytes:
    """The key that a page's frames are kept under."""
    return sha256(salt + b"frames").digest()


def face_key(name: str) -> bytes:
    """The key that a face is kept under; its name says what is in it."""
    return sha256(b"face" + name.encode()).digest()


class Bench:
    """WeasyPrint at work on an order, in this process."""

    def __init__(self, order: Order, salt: bytes, fonts: MutableMapping[bytes, bytes]) -> None:
        from consult.pack.press import facing, furniture, setting  # WeasyPrint takes half a second to import

        self._salt = salt
        self._facing = facing
        self._setter = setting.Setter(order.style, order.html, order.body, fonts)
        frames = furniture.furniture(self._setter, salt.hex()[:8])
        self._setter.width = frames[0].width
        self._frames = packed(frames)

    def shells(self, blocks: Sequence[Block]) -> list[Any]:
        """As `Setter.shells`."""
        return self._setter.shells(blocks)

    def laid_out(self, blocks: Sequence[Block]) -> Made:
        """Everything that is to be kept: a packed part for each block, the frames, and the faces drawn with."""
        made = {frame_key(self._salt): self._frames}
        solid: set[str] = set()
        done = 0
        for some in _batches(blocks):
            for block, part in zip(some, self._setter.laid_out(some), strict=True):
                if isinstance(part, str):
                    solid.add(part)
                else:
                    made[block.key] = packed(part)
            done += len(some)
            _tell(done, len(blocks))
            if done < len(blocks):
                gc.collect()  # boxes hold one another; nothing else collects them here
        for face in self._facing.faces(self._setter.faces.values()):
            made[face_key(face.name[1:7].decode())] = packed(face)
        return Made(made, frozenset(solid))


def _batches(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks in runs of about as much work and memory each."""
    some: list[Block] = []
    tags = 0
    for block in blocks:
        some.append(block)
        tags += block.markup.count(b"<")
        if tags >= _AT_ONCE:
            yield some
            some, tags = [], 0
    if some:
        yield some


def _tell(done: int, of: int) -> None:
    sys.stderr.write(f"progress Step 5 - Creating layout - {done} of {of}\n")
    sys.stderr.flush()


class Helper:
    """Another process that lays out some of the blocks, bounded as this one is."""

    def __init__(self, order: tuple[Order, bytes, dict[bytes, bytes]], blocks: Sequence[Block]) -> None:
        style, salt, fonts = order
        given = marshal.dumps((tuple(style), salt, fonts, [_bare(block) for block in blocks]))
        self._files = ExitStack()
        source: IO[bytes] = self._files.enter_context(TemporaryFile())  # noqa: SIM115 - closed with the others
        self._target: IO[bytes] = self._files.enter_context(TemporaryFile())  # noqa: SIM115 - closed with the others
        source.write(given)
        source.seek(0)
        arguments = [sys.executable, "-m", "consult.pack.press", *sys.argv[1:3], "set"]
        told = {**os.environ, PARENT: str(os.getpid())}
        self._process = subprocess.Popen(arguments, stdin=source, stdout=self._target, env=told)  # noqa: S603 - our own module

    def __enter__(self) -> "Helper":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._files.close()

    def result(self) -> Made:
        """What it made. Raises Unknown as it did."""
        if self._process.wait():
            raise Unknown(f"The other process ended with {self._process.returncode}")
        self._target.seek(0)
        held, solid, unknown = marshal.loads(self._target.read())  # noqa: S302 - from our own child
        if unknown:
            raise Unknown(unknown)
        return Made(held, frozenset(solid))


def help_out(source: IO[bytes]) -> bytes:
    """What the other process does: reads what it is given, and gives what it made."""
    order, salt, fonts, bare = marshal.loads(source.read())  # noqa: S302 - from our own parent
    try:
        made = Bench(Order._make(order), salt, fonts).laid_out([_block(one) for one in bare])
    except Unknown as found:
        return marshal.dumps(({}, (), str(found)))
    return marshal.dumps((dict(made.held), tuple(made.solid), ""))


def _bare(block: Block) -> tuple[Any, ...]:
    return (block.key, block.markup, block.before, [tuple(shell) for shell in block.shells], block.role)


def _block(bare: Sequence[Any]) -> Block:
    key, markup, before, shells, role = bare
    return Block(key, markup, before, tuple(Shell._make(shell) for shell in shells), role)
