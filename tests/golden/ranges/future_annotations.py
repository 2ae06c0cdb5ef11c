"""Module docstring."""
from __future__ import annotations
count: int = 0
def f(x: List[int], *, y: 'Y' = 1) -> None: ...
class C:
    field: Dict[str, C]
