"""Filling in a wording. The text may come from anybody, so it runs in a sandbox that reaches nothing but its data.

What is filled in cannot be taken for marks of the manuscript: its marks travel as letters that no font has, and
`restored` turns them back once the lines are read.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from danvan_desktop.domain.text import lower_first
from danvan_desktop.writing.wording.errors import BrokenWording

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_MARKS: Final = "*#>-[]^|:"
_FIRST_HIDDEN: Final = 0xE000
_HIDE: Final = MappingProxyType(
    {_FIRST_HIDDEN + place: None for place in range(len(_MARKS))}
    | {ord(mark): chr(_FIRST_HIDDEN + place) for place, mark in enumerate(_MARKS)}
)
_SHOW: Final = MappingProxyType({_FIRST_HIDDEN + place: mark for place, mark in enumerate(_MARKS)})
_SOURCE: Final = "<template>"
_NAMED: Final = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")
_SYNTAX: Final = "lệnh hoặc dấu ngoặc {{ }}, {% %} viết chưa đúng"
_FORBIDDEN: Final = "có lệnh mà mẫu câu chữ không được dùng"
_UNSAID: Final = "lệnh không làm được với dữ liệu của sổ"
_UNKNOWN_FILTER: Final = re.compile(r"No (?:filter|test) named '([^']+)'")
_FILTERS: Final = ("default", "first", "join", "last", "length", "list", "rejectattr", "replace", "selectattr", "trim")
_LONGEST: Final = 20_000_000


def fill_in(name: str, text: str, facts: Mapping[str, object]) -> str:
    """The wording with its data, marks in the data hidden. Raises BrokenWording."""
    from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    try:
        return "".join(_limited(name, _environment().from_string(text).generate(dict(facts))))
    except BrokenWording:
        raise
    except TemplateSyntaxError as error:
        unknown = _UNKNOWN_FILTER.search(str(error.message))
        reason = f"không có lệnh «{unknown[1]}»" if unknown else _SYNTAX
        raise BrokenWording(name, error.lineno, reason) from error
    except UndefinedError as error:
        raise BrokenWording(name, _line_of(error), _missing(str(error))) from error
    except SecurityError as error:
        raise BrokenWording(name, _line_of(error), _FORBIDDEN) from error
    except TemplateError as error:
        raise BrokenWording(name, _line_of(error), _SYNTAX) from error
    except Exception as error:  # a text of somebody else may go wrong in any way
        raise BrokenWording(name, _line_of(error), _UNSAID) from error


def restored(text: str) -> str:
    """Text of a manuscript with the marks that its data had."""
    return text.translate(_SHOW)


def _limited(name: str, pieces: Any) -> Any:
    """The pieces as they come, as long as they could still be a paper."""
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > _LONGEST:
            raise BrokenWording(name, 0, "văn bản tạo ra dài quá mức")
        yield piece


def _missing(message: str) -> str:
    found = _NAMED.search(message)
    return f"không có dữ liệu tên «{found[1] or found[2]}»" if found else "thiếu dữ liệu"


def _line_of(error: BaseException) -> int:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == _SOURCE]
    return (lines[-1] or 0) if lines else 0


def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        """No sums that grow without end, and nothing can be called."""

        intercepted_binops = frozenset(("*", "**", "%"))

        def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> Any:
            raise SecurityError(operator)

        def is_safe_callable(self, _obj: object) -> bool:
            return False

    made = Environment(
        autoescape=False, undefined=StrictUndefined, finalize=_hidden, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.clear()
    own = {"thuong_dau": lower_first, "hoa": str.upper, "bo_cham": without_end, "hai_so": two_digits}
    made.filters = {name: made.filters[name] for name in _FILTERS} | own
    return made


def two_digits(count: int) -> str:
    """A count as official text writes it: 05, 12; nothing is 0."""
    return f"{count:02d}" if count else "0"


def without_end(text: str) -> str:
    """A text without the mark that ends it, to be gone on with."""
    return text.rstrip(" .;,:/")


def _hidden(value: object) -> str:
    """A value on one line, with its marks hidden; nothing for None."""
    return "" if value is None else " ".join(str(value).split()).translate(_HIDE)
