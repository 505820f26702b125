"""Jinja2 in its sandbox, bound to one plan: `render_part` gives Markdown with atoms.

Data is never code: views answer declared names only, strings of the plan are never compiled, and
the operators that can eat memory are bounded. A misspelt field is an error with file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from plangen.errors import TemplateError
from plangen.templating.atoms import ATOM, Atoms
from plangen.templating.filters import filters
from plangen.templating.leaves import Missing
from plangen.templating.marks import marks
from plangen.templating.printing import Printer
from plangen.templating.views import View, answer, record_of

_OUTPUT = "_output"
_FAILURES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)
_OF_THE_TEMPLATE = frozenset((Namespace, LoopContext))
"""Jinja's own objects in a template: asked tens of thousands of times, and made of what it may see anyway."""
_ALLOWED_GLOBALS = ("range", "dict", "namespace", "cycler", "joiner")


class _Output(NamedTuple):
    """Where the prints of one part go: one look-up in the context instead of two, for every value."""

    printer: Printer
    atoms: Atoms


class _Unknown(jinja2.StrictUndefined):
    """A name that means nothing: an error as soon as it is used, which says what has no such field."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if isinstance(self._undefined_obj, View):
            record = type(record_of(self._undefined_obj)).__name__
            return f"{record} has no field {self._undefined_name!r}"
        return super()._undefined_message


_Finalize: TypeAlias = CodeGenerator._FinalizeInfo


class _Atomizing(CodeGenerator):
    """Compiles outputs without Jinja's escaping: what is printed is an atom or Markdown already."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if finalize.src is not None:
            self.write(finalize.src)

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if finalize.src is not None:
            self.write(")")


class PlanEnvironment(ImmutableSandboxedEnvironment):
    """The environment of all templates of one language; what a render prints goes to its own atoms."""

    code_generator_class = _Atomizing
    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, loader: jinja2.BaseLoader, cache: jinja2.BytecodeCache | None = None) -> None:
        super().__init__(
            loader=loader,
            bytecode_cache=cache,
            undefined=_Unknown,
            autoescape=True,  # so that Markup means: this is Markdown already
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        kept = {name: self.globals[name] for name in _ALLOWED_GLOBALS}
        self.globals.clear()
        self.globals.update(kept)
        self.tests["none"] = lambda value: value is None or isinstance(value, Missing)
        self.filters = filters(self.filters)
        self.globals.update(marks())

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """`obj.attribute`: views answer by their own rules, the sandbox judges the rest."""
        if type(obj) is View:
            return self._answer(obj, attribute)
        if type(obj) in _OF_THE_TEMPLATE and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass  # the usual way says what is missing
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        """`obj[argument]`, which filters like `map(attribute=…)` use as well."""
        if type(obj) is View:
            return self._answer(obj, str(argument))
        return super().getitem(obj, argument)

    def _answer(self, view: View, name: str) -> Any:  # noqa: ANN401
        try:
            return answer(view, name)
        except AttributeError:
            return self.undefined(obj=view, name=name)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        """Missing values answer everything with themselves; nothing private is reached."""
        if isinstance(obj, View | Missing):
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Refuse what grows without bound: powers, and repetition of text or lists."""
        if operator == "**" or (operator == "*" and not _numbers(left, right)):
            raise SecurityError(f"operator {operator} is not allowed here")
        return super().call_binop(context, operator, left, right)


def _numbers(*values: object) -> bool:
    return not any(isinstance(v, str | bytes | list | tuple) for v in values)


@jinja2.pass_context
def _finalize(context: jinja2.runtime.Context, value: object) -> str:
    """The atom for `value`; Markdown that is ready passes. An undefined name raises here."""
    # pass_context also switches off constant folding, which would print literals without an atom
    if isinstance(value, Markup):
        return value
    if isinstance(value, jinja2.Undefined):
        return str(value)
    output: _Output = context[_OUTPUT]
    return output.atoms.put(output.printer.atom(value))


class CheckedLoader(jinja2.FileSystemLoader):
    """Templates of one folder; refuses files outside it and text that looks like our atoms."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        text, name, fresh = super().get_source(environment, template)
        if ATOM.search(text):
            raise TemplateError("template-private-characters", template=template)
        return text, name, fresh


def render_part(
    environment: PlanEnvironment, name: str, context: Mapping[str, Any], printer: Printer
) -> tuple[str, Atoms]:
    """One part as Markdown with atoms, and the atoms. TemplateError names template and line."""
    atoms = Atoms()
    try:
        template = environment.get_template(name)
        own = {_OUTPUT: _Output(printer, atoms), "_printer": printer, "_atoms": atoms}
        text = template.render({**context, **own})
    except jinja2.TemplateNotFound as error:
        raise TemplateError("no-part", template=str(error.name)) from error
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(
            "template-failed", template=error.name or name, line=str(error.lineno), detail=str(error.message)
        ) from error
    except (jinja2.TemplateError, *_FAILURES) as error:
        file, line = place_of_failure(error, name)
        raise TemplateError("template-failed", template=file, line=line, detail=str(error)) from error
    return text, atoms


def place_of_failure(error: BaseException, fallback: str) -> tuple[str, str]:
    """The template file and line where `error` was raised (Jinja rewrites tracebacks to them)."""
    place = fallback, "?"
    traceback = error.__traceback__
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            place = file.replace("\\", "/").rsplit("/", 1)[-1], str(traceback.tb_lineno)
        traceback = traceback.tb_next
    return place
