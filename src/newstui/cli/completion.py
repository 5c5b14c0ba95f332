"""Completion of the command line in bash, zsh and fish, made from its parser."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from newstui.cli.grammar import read_verbs
from newstui.cli.output import say
from newstui.text.clean import clean_block

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

    from newstui.cli.grammar import Argument, Verb

_NOTHING: Final = "''"
_BASH: Final = """\
# Completion of newstui for bash: source <(newstui completion bash)
_newstui_lines() {
    local line
    while IFS= read -r line; do
        [[ $line == "$cur"* ]] && COMPREPLY+=("$(printf %q "$line")")
    done < <(newstui completion "$1" 2>/dev/null)
}
_newstui_files() {
    local line
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$1" -- "$cur")
}
_newstui_words() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
_newstui() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb= i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            --home) ((i++)) ;;
            -*) ;;
            *) verb=${COMP_WORDS[i]}; break ;;
        esac
    done
    case $verb,$prev in
@VALUES@
    esac
    if [[ $cur == -* ]]; then
        case $verb in
@OPTIONS@
        esac
        return
    fi
    case $verb in
@PLACES@
    esac
}
complete -F _newstui newstui"""
_ZSH: Final = """\
#compdef newstui
# Completion of newstui for zsh: newstui completion zsh >~/.zfunc/_newstui, with ~/.zfunc in fpath.
_newstui_lines() {
    local -a lines
    lines=("${(@f)$(newstui completion $1 2>/dev/null)}")
    compadd -- $lines
}
_newstui() {
    local verb= prev=$words[CURRENT-1] cur=$words[CURRENT]
    local -i i
    for ((i = 2; i < CURRENT; i++)); do
        case $words[i] in
            --home) ((i++)) ;;
            -*) ;;
            *) verb=$words[i]; break ;;
        esac
    done
    case $verb,$prev in
@VALUES@
    esac
    local -a found
    if [[ $cur == -* ]]; then
        case $verb in
@OPTIONS@
        esac
        _describe option found
        return
    fi
    case $verb in
@PLACES@
    esac
}
if [[ $funcstack[1] == _newstui ]]; then _newstui "$@"; else compdef _newstui newstui; fi"""


_FISH: Final = """\
# Completion of newstui for fish: newstui completion fish | source
function __newstui_verb -d "Whether this is the command, or with nothing, whether there is none yet"
    set -l skips no
    for word in (commandline -opc)[2..-1]
        if test $skips = yes
            set skips no
            continue
        end
        switch $word
            case --home
                set skips yes
            case '-*'
            case '*'
                test "$word" = "$argv[1]"
                return
        end
    end
    test -z "$argv[1]"
end
function __newstui_after -d "Whether this is the command, and the word before"
    __newstui_verb $argv[1]; and test (commandline -opc)[-1] = $argv[1]
end
complete -c newstui -f"""


def complete(chosen: Namespace) -> int:
    """Print a script for a shell, or what such a script offers."""
    if chosen.shell in _LISTS:
        for line in _LISTS[chosen.shell](chosen):
            say(clean_block(line))
        return 0
    from newstui.cli.parser import build_parser

    say(clean_block(_SHELLS[chosen.shell](read_verbs(build_parser()))))
    return 0


def _list_feeds(chosen: Namespace) -> Iterator[str]:
    from newstui.cli.library import opened_library
    from newstui.store.subscriptions import list_feeds

    with opened_library(chosen, with_samples=False) as library:
        feeds = list_feeds(library.archive)
    yield from (feed.title for feed in feeds)
    yield from sorted({f"{feed.folder}/" for feed in feeds if feed.folder})


def _list_folders(chosen: Namespace) -> Iterator[str]:
    from newstui.cli.library import opened_library
    from newstui.store.subscriptions import list_feeds

    with opened_library(chosen, with_samples=False) as library:
        found = {str(feed.folder) for feed in list_feeds(library.archive) if feed.folder}
    yield from sorted(found)


def _list_starters(_chosen: Namespace) -> Iterator[str]:
    from newstui.newsroom.importing import starter_names

    yield from starter_names()


def _bash(verbs: Sequence[Verb]) -> str:
    ways = {"files": "_newstui_files -f", "directories": "_newstui_files -d"}

    def offer(one: Argument) -> str:
        if one.choices:
            return f"_newstui_words {shlex.quote(' '.join(one.choices))}"
        return ways.get(one.kind) or (f"_newstui_lines {one.kind}" if one.kind else ":")

    def options(verb: Verb) -> str:
        flags = " ".join(flag for one in verb.options for flag in one.flags)
        return f"_newstui_words {shlex.quote(flags)}"

    names = f"_newstui_words {shlex.quote(' '.join(verb.name for verb in verbs[1:]))}"
    return _filled(_BASH, verbs, offer, options, names)


def _zsh(verbs: Sequence[Verb]) -> str:
    ways = {"files": "_files", "directories": "_files -/"}

    def offer(one: Argument) -> str:
        if one.choices:
            return f"compadd -- {' '.join(map(shlex.quote, one.choices))}"
        return ways.get(one.kind) or (f"_newstui_lines {one.kind}" if one.kind else ":")

    def options(verb: Verb) -> str:
        told = (_described(flag, one.help) for one in verb.options for flag in one.flags)
        return f"found=({' '.join(told)})"

    told = " ".join(_described(verb.name, verb.help) for verb in verbs[1:])
    names = f"found=({told}); _describe command found"
    return _filled(_ZSH, verbs, offer, options, names)


def _described(word: str, text: str) -> str:
    return shlex.quote(f"{word}:{text.replace(':', ' ')}")


def _filled(
    script: str,
    verbs: Sequence[Verb],
    offer: Callable[[Argument], str],
    options: Callable[[Verb], str],
    names: str,
) -> str:
    """Put the branches of a script into it."""
    values = [
        f"        {'|'.join(f'{verb.name},{flag}' for flag in one.flags)}) {offer(one)}; return ;;"
        for verb in verbs
        for one in verb.options
        if one.value
    ]
    flags = [f"            {verb.name or _NOTHING}) {options(verb)} ;;" for verb in verbs]
    places = [f"        {_NOTHING}) {names} ;;"]
    for verb in verbs:
        if verb.first is not None:
            # What can be listed here stands first, and nowhere else.
            where = "[[ $prev == $verb ]] && " if verb.first.choices else ""
            places.append(f"        {verb.name}) {where}{offer(verb.first)} ;;")
    filled = script.replace("@VALUES@", "\n".join(values)).replace("@OPTIONS@", "\n".join(flags))
    return filled.replace("@PLACES@", "\n".join(places))


def _fish(verbs: Sequence[Verb]) -> str:
    lines = [_FISH]
    lines += [
        f"complete -c newstui -n '__newstui_verb \"\"' -a {verb.name} -d {_fish_quoted(verb.help)}"
        for verb in verbs[1:]
    ]
    for verb in verbs:
        for one in (*verb.options, *([verb.first] if verb.first else [])):
            way = "verb" if one.flags or not one.choices else "after"
            named = verb.name or '""'
            seen = f" -n '__newstui_{way} {named}'"
            lines.append(f"complete -c newstui{seen}{_fish_argument(one)}")
    return "\n".join(lines)


def _fish_argument(one: Argument) -> str:
    flags = "".join(
        f" -l {flag[2:]}" if flag.startswith("--") else f" -s {flag[1:]}" for flag in one.flags
    )
    takes_files = one.kind == "files"
    value = (" -r" if takes_files else " -x") if one.value and one.flags else ""
    if one.choices:
        value += f" -a {_fish_quoted(' '.join(one.choices))}"
    elif one.kind == "directories":
        value += " -a '(__fish_complete_directories)'"
    elif takes_files:
        value += " -F"
    elif one.kind:
        value += f" -a '(newstui completion {one.kind} 2>/dev/null)'"
    return f"{flags}{value} -d {_fish_quoted(one.help)}"


def _fish_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


_SHELLS: Final = {"bash": _bash, "zsh": _zsh, "fish": _fish}
_LISTS: Final = {"feeds": _list_feeds, "folders": _list_folders, "starters": _list_starters}
