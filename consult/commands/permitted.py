"""What each command does, as the table of permissions names it: who may do that stands there, and nowhere else.

A command without a line here is not run, so that none is forgotten.
"""

from collections.abc import Mapping

from consult.domain.lifecycle import Stage
from consult.domain.permissions import Act, Scene, may
from consult.domain.refusals import Refused

COMMANDS: Mapping[str, Act] = {
    "demo": Act.LOAD,
    "serve": Act.OPERATE,  # what is asked of its pages is permitted there
    "worker": Act.OPERATE,
    "migrate": Act.OPERATE,
    "backup": Act.OPERATE,
    "restore": Act.OPERATE,
    "import": Act.RUN,
    "load": Act.LOAD,
    "export": Act.RUN,
    "issue": Act.RUN,  # and the clerk in whose name it is done is asked for as well
    "verify": Act.OPERATE,
    "audit": Act.OPERATE,
    "retention": Act.OPERATE,
    "person": Act.OPERATE,
    "redline": Act.READ_DRAFT,
    "consultations": Act.OPERATE,
    "users": Act.ADMIT,
    "clerk": Act.ADMIT,
    "sign-in-link": Act.ADMIT,
    "second-factor": Act.ADMIT,
}


def ensure_permitted(command: str) -> None:
    """Raises Refused for a command that has no line, or that the operator may not run."""
    if command not in COMMANDS:
        raise Refused(f"{command} has no line in consult/commands/permitted.py, which says what each command does.")
    verdict = may(None, COMMANDS[command], Scene(Stage.PREPARING))
    if not verdict:
        raise Refused(verdict.reason)
