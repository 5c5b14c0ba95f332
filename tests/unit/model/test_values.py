"""Values stay what they were made as, and answer who is behind a passage."""

from __future__ import annotations

import ast
import dataclasses
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest

import newstui.model
from newstui.model.attribution import Analysis, Attribution, Entity, Mention, SourceType

MODULES: Final = sorted(
    path.stem for path in Path(newstui.model.__path__[0]).glob("*.py") if path.stem != "__init__"
)


def values() -> list[type[Any]]:
    """List every dataclass of the model."""
    found = []
    for name in MODULES:
        module = import_module(f"newstui.model.{name}")
        found += [
            value
            for value in vars(module).values()
            if dataclasses.is_dataclass(value)
            and isinstance(value, type)
            and value.__module__ == module.__name__
        ]
    return found


@pytest.mark.parametrize("value", values())
def test_every_value_is_frozen_and_takes_no_stray_attribute(value: type[Any]) -> None:
    names = [field.name for field in dataclasses.fields(value)]
    made = object.__new__(value)  # some values refuse what does not add up
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, names[0], 1)
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize("name", MODULES)
def test_the_model_knows_no_other_layer_no_clock_and_no_disk(name: str) -> None:
    path = Path(newstui.model.__path__[0]) / f"{name}.py"
    imported = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
        elif isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
    others = {module for module in imported if not module.startswith("newstui.model")}
    assert others <= {"__future__", "dataclasses", "datetime", "enum", "typing"}


MAYOR: Final = Entity(id=0, canonical="Ida Berg", type=SourceType.PERSON)
NAMED: Final = Attribution(
    source=((0, 8),), cue=(), content=(), mention=Mention(spans=((0, 8),), head=(0, 8), entity=0)
)
UNRESOLVED: Final = Attribution(
    source=((0, 3),), cue=(), content=(), mention=Mention(spans=((0, 3),), head=(0, 3))
)
NOBODY: Final = Attribution(source=(), cue=(), content=())


@pytest.mark.parametrize(
    ("attribution", "name", "kind"),
    [
        (NAMED, "Ida Berg", SourceType.PERSON),
        (UNRESOLVED, None, SourceType.UNKNOWN),
        (NOBODY, None, SourceType.UNKNOWN),
    ],
)
def test_a_passage_is_given_a_name_only_where_it_was_resolved(
    attribution: Attribution, name: str | None, kind: SourceType
) -> None:
    analysis = Analysis(engine=1, entities=(MAYOR,), attributions=(attribution,))
    entity = analysis.entity_of(attribution)
    assert (entity and entity.canonical, analysis.type_of(attribution)) == (name, kind)
