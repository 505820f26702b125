"""click's own words in Spanish: headings of help pages, and what is wrong with a command line."""

from __future__ import annotations

import click


class SpanishCommand(click.Command):
    """A command whose help page has Spanish headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Uso: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option))
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section("Opciones"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Muestra esta ayuda."
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [piece.replace("[OPTIONS]", "[OPCIONES]") for piece in super().collect_usage_pieces(ctx)]


class SpanishGroup(SpanishCommand, click.Group):
    """A group of such commands."""

    command_class = SpanishCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        SpanishCommand.format_options(self, ctx, formatter)
        shown = (pair for pair in sorted(self.commands.items()) if not pair[1].hidden)
        rows = [(name, command.get_short_help_str(80)) for name, command in shown]
        with formatter.section("Órdenes"):
            formatter.write_dl(rows)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[OPCIONES]", "ORDEN", "[ARGUMENTOS]…"]


def explain_usage(error: click.UsageError) -> str:
    """What is wrong with the command line, in Spanish."""
    match error:
        case click.NoSuchOption():
            near = f" ¿Quiso decir {' o '.join(error.possibilities)}?" if error.possibilities else ""
            return f"No existe la opción {error.option_name}.{near}"
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else "un argumento"
            return f"Falta {name.rstrip('.')}."
        case click.BadOptionUsage():
            return f"La opción {error.option_name} necesita un valor."
        case click.BadParameter():
            return _bad_value(error)
    text = error.format_message()
    if text.startswith("No such command"):
        return f"No existe la orden {text.split(chr(39))[1]}."
    if text.startswith("Got unexpected extra argument"):
        return f"Sobra un argumento: {text.rpartition('(')[2].rstrip(').')}."
    return text


def _bad_value(error: click.BadParameter) -> str:
    name = error.param.opts[0] if error.param and error.param.opts else "el argumento"
    if error.param is not None and isinstance(error.param.type, click.Choice):
        return f"El valor de {name} debe ser uno de: {', '.join(map(str, error.param.type.choices))}."
    return f"El valor de {name} no sirve: {error.message}"
