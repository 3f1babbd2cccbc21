"""The rules load neither the web nor the database, and read no clock."""

import subprocess
import sys

IMPORT_ALL = """
import importlib, pkgutil, sys
import consult.domain
for module in pkgutil.walk_packages(consult.domain.__path__, "consult.domain."):
    importlib.import_module(module.name)
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"flask", "sqlalchemy", "wtforms", "weasyprint", "holidays"}))
"""


def test_importing_the_domain_loads_nothing_else() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORT_ALL], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
