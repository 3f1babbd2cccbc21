"""Everything an installation keeps, as one file that does not depend on which database it came from.

`gathering` reads a database into a `container`, `laying` fills an empty database from one; `rows` says how values are written.
"""
