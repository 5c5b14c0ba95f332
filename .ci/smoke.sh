#!/usr/bin/env bash
# Installs a built wheel into a new environment and tries every command as a user would, from
# another folder, in a home of its own.
#
#     .ci/smoke.sh PYTHON WHEEL CONSTRAINTS
set -euo pipefail

python=$1 wheel=$2 constraints=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$python" -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install -qq --disable-pip-version-check -c "$constraints" "$wheel"
cd "$scratch"
python=$scratch/venv/bin/python
out=$scratch/out err=$scratch/err

fail() {
    printf 'FAILED  %s\n' "$1"
    sed 's/^/  out| /' "$out"
    sed 's/^/  err| /' "$err"
    exit 1
}

# check CLAIM STATUS COMMAND...: runs it without a terminal; no command may show a traceback.
check() {
    local claim=$1 expected=$2 status=0
    shift 2
    "$@" >"$out" 2>"$err" </dev/null || status=$?
    [ "$status" -eq "$expected" ] || fail "$claim: status $status instead of $expected"
    ! grep -q '^Traceback' "$out" "$err" || fail "$claim: a traceback"
    printf 'ok      %s\n' "$claim"
}

# holds CLAIM EXPRESSION: a Python expression over `text`, and over `rows` when it is JSON Lines.
holds() {
    "$python" - "$out" "$2" <<'PY' || fail "$1"
import json
import sys

text = open(sys.argv[1], encoding="utf-8").read()
lines = text.splitlines()
rows = [json.loads(line) for line in lines] if lines and lines[0].startswith("{") else []
sys.exit(not eval(sys.argv[2]))
PY
    printf 'ok      %s\n' "$1"
}

newstui() { "$scratch/venv/bin/newstui" "$@"; }
at_home() { newstui --home "$scratch/home" "$@"; }

cat >two-stories.txt <<'TEXT'
Library lends out its last ladder

FENWICK HALT: The town library has lent out its last ladder and cannot reach the letter T, librarian Odd Marlowe said on Monday.

“We know where it is,” he said. “It is with a Mr Tate.” The council said a second ladder would be considered in spring.

Mayor keeps goat after narrow vote

FENWICK HALT: The mayor may keep her goat on the town hall lawn, the council decided on Tuesday by seven votes to six.

According to the minutes, the goat attended. “It had an interest to declare,” said councillor Prue Hallam.
TEXT

check "the version is told" 0 newstui --version
holds "the version is a number" "__import__('re').search(r'\d+\.\d+', text)"
check "help is told" 0 newstui --help
holds "help names every command" \
    "all(verb in text for verb in 'read add remove feeds refresh list show sources mark bookmarks import export doctor'.split())"
cp "$out" "$scratch/help"

check "the feeds folder is packaged" 0 "$python" -c \
    "from newstui.newsroom import bundled; print(bundled.bundled_folder(), len(bundled.starter_lists()))"
holds "it is the packaged one" "'site-packages' in text and int(text.split()[-1]) >= 4"

check "without a terminal the reader says so" 2 at_home
[ "$(wc -l <"$err")" -eq 1 ] || fail "in one line"
check "an unknown command is wrong use" 2 at_home no-such-command

check "the samples are listed before anything is subscribed" 0 at_home list
holds "a dozen of them" "len(lines) >= 12"
check "the samples are listed as JSON" 0 at_home list --json
holds "each with id and title" "len(rows) >= 12 and all(row['id'] and row['title'] for row in rows)"

check "a file's sources are told" 0 at_home sources --json two-stories.txt
holds "two stories, each analysed, each with attributions" \
    "len(rows) == 2 and all(row['analysed'] and row['attributions'] for row in rows)"
check "a file's stories are shown" 0 at_home show two-stories.txt
holds "with their text" "'last ladder' in text and 'narrow vote' in text"

check "a file is subscribed to" 0 at_home add two-stories.txt
check "and refreshed" 0 at_home refresh
check "the subscription is listed" 0 at_home feeds
holds "under its place" "'two-stories' in text"
check "its stories are listed" 0 at_home list --json
holds "and the samples are gone" "len(rows) == 2"
story=$("$python" -c 'import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
print("#" + str(next(row["id"] for row in rows if "goat" in row["title"])).lstrip("#"))' "$out")
check "one is shown by its id" 0 at_home show "$story"
holds "whole" "'interest to declare' in text"
check "its sources are told by its id" 0 at_home sources --json "$story"
holds "with the councillor" "any('Hallam' in (a['canonical'] or '') for a in rows[0]['attributions'])"

check "it is bookmarked" 0 at_home mark bookmark "$story"
check "the bookmark is listed" 0 at_home bookmarks
holds "by title" "'goat' in text"
[ -n "$(find "$scratch/home" -name '*.md')" ] || fail "the bookmark is a file"
check "it is marked read" 0 at_home mark read "$story"
check "and no longer unread" 0 at_home list --json is:unread
holds "alone" "len(rows) == 1"

# offered VERB: whether --help names it.
offered() { grep -qE "^ +$1\b" "$scratch/help" || { printf 'absent  %s\n' "$1" && false; }; }

if offered backup; then
    check "the library is backed up" 0 at_home backup "$scratch/safety.db"
    [ -s "$scratch/safety.db" ] || fail "into a file"
fi
check "a starter list is imported" 0 at_home import --starter science --json
holds "each feed of it" "len(rows) >= 6 and all(row['outcome'] == 'added' for row in rows)"
check "the subscriptions are exported" 0 at_home export --opml
holds "as OPML" "'<opml' in text and text.count('xmlUrl') >= 6"
check "a missing file is one clear failure" 1 at_home show no-such-file.txt
check "the doctor finds all well" 0 at_home doctor
