"""The command line: ``chrono`` and its commands, one module each.

The modules import click and nothing heavy; each command imports what it needs when it runs, so that
``chrono --help`` stays fast. A command returns its exit code: 0 when all went well, 1 when it met problems,
2 when it was called wrongly.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Sequence

import click

from chrono.cli.articles import articles
from chrono.cli.build import build
from chrono.cli.check import check
from chrono.cli.explain import explain
from chrono.cli.init import init
from chrono.cli.query import query
from chrono.cli.rules import rules
from chrono.cli.serve import serve
from chrono.cli.tag import tag
from chrono.cli.words import fault, one_line
from chrono.problems import UserError

INTERRUPTED = 130
FAULT = 70
_GARBAGE_AFTER = 100_000
"""New objects after which Python looks for garbage, instead of 700."""


class InOrderOfUse(click.Group):
    """Lists its commands as they were added, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=InOrderOfUse, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="chrono-timeline", message="chrono %(version)s")
@click.pass_context
def chrono(context: click.Context) -> None:
    """Turn a folder of news articles into a timeline.

    Every date on it is explained, and none is invented.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for _command in (build, serve, query, tag, explain, articles, check, rules, init):
    chrono.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (``sys.argv``'s by default) and return its exit code; an error is told in one
    line."""
    _speak_utf8()
    collect_seldom()
    try:
        code = chrono.main(arguments, prog_name="chrono", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "chrono"
        return _fail(f"{error.format_message().rstrip('.')}; see {path} --help")
    except click.ClickException as error:
        return _fail(error.format_message())
    except UserError as error:
        return _fail(str(error))
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _drop_the_rest()
        return 1
    except OSError as error:
        return _fail(f"{error.filename or 'the system'}: {error.strerror or error}")
    except Exception as error:
        return _fault(error)
    return code or 0


def collect_seldom() -> None:
    """Let Python look for garbage seldom: what a command makes it keeps to its end, and to look through all of it again
    and again took a quarter of a build."""
    gc.set_threshold(_GARBAGE_AFTER, *gc.get_threshold()[1:])


def _fail(message: str) -> int:
    click.echo(f"chrono: error: {one_line(message)}", err=True)
    return 2


def _fault(error: Exception) -> int:
    """Nobody should meet a traceback; whoever asks for it (CHRONO_TRACEBACK=1) gets it."""
    if os.environ.get("CHRONO_TRACEBACK"):
        traceback.print_exc()
    click.echo(f"chrono: error: {fault(error)}", err=True)
    return FAULT


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_the_rest() -> None:
    """The reader of our output has gone: let Python's last flush go nowhere instead of failing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
