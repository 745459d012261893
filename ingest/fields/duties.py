"""What a body does, in words behind its name: 市财政局负责资金保障, 各市人民政府按1∶1配套, 各区政府为责任主体."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.fields.roles import trailing_role
from ingest.fields.unit_names import is_complete
from ingest.lexicon import lexicon
from ingest.record import Role

_DUTY = re.compile("|".join(sorted(map(re.escape, lexicon("roles")["rules"]["duties"]), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Duty:
    """Where the name ends, the role that the words behind it give, where the words begin that are not read."""

    name_end: int
    role: Role | None
    rest: int


def duty_behind(piece: str) -> Duty | None:
    """The duty that a piece names behind a body's name; None when it is a name, or begins with none."""
    if is_complete(piece):
        return None
    for match in _DUTY.finditer(piece, 2):
        start, role = trailing_role(piece[: match.end()])
        name_end = min(start, match.start())
        if is_complete(piece[:name_end]):
            return Duty(name_end, role, match.end())
    return None
