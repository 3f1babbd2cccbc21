"""Reading a record: the bytes `consult load` is given, either lines or what `consult export --format json` wrote."""

from consult.importing.records.reading import Reading, lines, read_record

__all__ = ["Reading", "lines", "read_record"]
