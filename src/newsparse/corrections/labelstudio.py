"""What people marked in Label Studio: its JSON export, a list of tasks with their annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsparse.corrections.regions import Annotated, Region
from newsparse.errors import InputError
from newsparse.outputs.labelstudio import ACT, DAYS, KIND, NEGATED, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["annotated", "regions"]


def annotated(task: Any, place: str) -> Iterator[tuple[Annotated, Annotated | None]]:
    """Each annotation of a task that was not skipped, and the prediction that it began with, where it is told.

    Raises `InputError` for what is no task of the export "JSON".
    """
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get(TEXT), str):
        raise InputError(
            f"{place}: no task with a text in data.{TEXT}: export from Label Studio as JSON (not JSON-MIN)"
        )
    if "annotations" not in task and "completions" not in task:
        raise InputError(f"{place}: the task has no annotations: export from Label Studio as JSON")
    predictions = [each for each in task.get("predictions") or () if isinstance(each, dict) and "result" in each]
    given = task.get("annotations") or task.get("completions") or ()
    for reader, each in enumerate((each for each in given if not each.get("was_cancelled")), start=1):
        began = each.get("prediction") or {}
        predicted = began if began.get("result") else next(iter(predictions), None)
        yield (
            regions(data, each.get("result") or [], place, reader),
            regions(data, predicted["result"], f"{place}, prediction", reader) if predicted else None,
        )


def regions(data: dict[str, Any], results: list[dict[str, Any]], place: str, reader: int = 1) -> Annotated:
    """The regions and relations of one list of results. Raises `InputError` for a result that is none."""
    found = Annotated(place, data[TEXT], str(data.get("id") or place), data.get("published"), reader)
    try:
        for each in results:
            if each["type"] == "labels":
                value = each["value"]
                span = int(value["start"]), int(value["end"])
                found.add(Region(each["id"], value["labels"][0], (span,), _told(each)), value.get("text"))
        for each in results:
            if each["type"] == "relation":
                found.links.append((each["from_id"], each["to_id"]))
            elif each["type"] != "labels" and each.get("id") in found.regions:
                found.regions[each["id"]].facts.update(_facts(each))
    except InputError:
        raise
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise InputError(f"{place}: a result without {error}: export from Label Studio as JSON") from error
    return found


def _told(result: dict[str, Any]) -> dict[str, Any]:
    """The name and country of an entity, from the notes of its region."""
    notes = _listed((result.get("meta") or {}).get("text"))
    country = next((each.partition("=")[2] for each in notes if each.startswith("country=")), None)
    names = [each for each in notes if not each.startswith("country=")]
    return {**({"name": names[0]} if names else {}), **({"country": country} if country else {})}


def _facts(result: dict[str, Any]) -> dict[str, Any]:
    chosen = _listed(result["value"].get("choices") or result["value"].get("text"))
    name = {KIND: "kind", ACT: "act", DAYS: "days", NEGATED: "negated"}.get(result["from_name"])
    return {name: chosen[0] if name != "negated" else True} if name and chosen else {}


def _listed(words: str | list[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else words or []
