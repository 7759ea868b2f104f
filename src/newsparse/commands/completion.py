"""Completion of commands, options and their values in shells, made from the parser itself."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["SHELLS"]

_BASH = """\
_newsparse() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}}
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "{commands} --version --help" -- "$word"))
        return
    fi
    case "$command $before" in
{values}
    esac
    case "$word" in
        -*) case "$command" in
{options}
        esac ;;
    esac
}}
complete -o default -o bashdefault -F _newsparse newsparse
"""


def commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers of the commands by name."""
    [group] = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    return dict(group.choices)


def bash(parser: argparse.ArgumentParser) -> str:
    """A script for bash; files are completed where no option is."""
    values, options = [], []
    for name, command in commands(parser).items():
        named = [each for each in command._actions if each.option_strings]
        long = " ".join(key for each in named for key in each.option_strings if key.startswith("--"))
        options.append(f'            {name}) COMPREPLY=($(compgen -W "{long}" -- "$word")) ;;')
        for each in command._actions:
            if each.choices is not None:
                keys = each.option_strings or [name]
                patterns = "|".join(f'"{name} {key}"' for key in keys)
                chosen = f'COMPREPLY=($(compgen -W "{" ".join(map(str, each.choices))}" -- "$word"))'
                values.append(f"        {patterns}) {chosen}; return ;;")
    listed = " ".join(commands(parser))
    return _BASH.format(commands=listed, values="\n".join(values), options="\n".join(options))


def zsh(parser: argparse.ArgumentParser) -> str:
    """A script for zsh, which takes bash's."""
    return f"autoload -U +X bashcompinit && bashcompinit\n{bash(parser)}"


def fish(parser: argparse.ArgumentParser) -> str:
    """A script for fish."""
    lines = []
    for name, command in commands(parser).items():
        lines.append(f"-n __fish_use_subcommand -f -a {name} -d {_quoted(command.description)}")
        for each in command._actions:
            if not each.option_strings:
                continue
            keys = " ".join(f"-l {key[2:]}" if key.startswith("--") else f"-s {key[1:]}" for key in each.option_strings)
            taken = "" if each.nargs == 0 else " -r"
            if each.choices:
                taken = f" -x -a {_quoted(' '.join(map(str, each.choices)))}"
            told = _quoted((each.help or "").partition(" (default")[0])
            lines.append(f"-n '__fish_seen_subcommand_from {name}' {keys}{taken} -d {told}")
    return "".join(f"complete -c newsparse {line}\n" for line in lines)


def _quoted(text: str | None) -> str:
    return "'" + (text or "").replace("\\", "\\\\").replace("'", "\\'") + "'"


SHELLS: dict[str, Callable[[argparse.ArgumentParser], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
