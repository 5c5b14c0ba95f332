"""What is done with rules."""

from __future__ import annotations

from typing import Final

from newstui.tui.actions.model import RULES, Action

RULE_ACTIONS: Final = (
    Action(
        "try_rule",
        ("enter", "l"),
        "try",
        "Show which stories the rule matches; a new one is kept then by the same key.",
        panes=(RULES,),
        hint=(RULES,),
    ),
    Action(
        "add_rule",
        ("a",),
        "add",
        "Make a rule for stories that come; it begins with what the headlines are narrowed by.",
        panes=(RULES,),
        hint=(RULES,),
    ),
    Action(
        "edit_rule",
        ("e",),
        "edit",
        "Make another of the rule ({undo} undoes).",
        panes=(RULES,),
        hint=(RULES,),
    ),
    Action(
        "switch_rule",
        ("x",),
        "on or off",
        "Turn the rule off, or on again ({undo} undoes).",
        panes=(RULES,),
        hint=(RULES,),
    ),
    Action(
        "remove_rule",
        ("d",),
        "remove",
        "Remove the rule; what it did stays done ({undo} undoes).",
        panes=(RULES,),
        hint=(RULES,),
    ),
    Action(
        "rule_down",
        ("J",),
        "later",
        "Have the rule applied after the next one ({undo} undoes).",
        panes=(RULES,),
        hint=(RULES,),
    ),
    Action(
        "rule_up",
        ("K",),
        "earlier",
        "Have the rule applied before the one above ({undo} undoes).",
        panes=(RULES,),
        hint=(RULES,),
    ),
    Action(
        "apply_rule",
        ("y",),
        "apply",
        "Apply the rule that is tried to what is there, too ({undo} undoes).",
        panes=(RULES,),
        palette=False,
    ),
    Action(
        "leave_rules",
        ("escape", "q", "h", "Q", "ctrl+q"),
        "back",
        "Go back; a rule that is not kept yet is given up.",
        panes=(RULES,),
        hint=(RULES,),
        palette=False,
    ),
)
