"""Articles made by hand, and archives of them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from newsparse.batch.database import Database
from newsparse.batch.journal import State
from newsparse.outputs.frame import Origin
from newsparse.types import Article, Entity, Mention, Quote, Speaker, TextSpan

if TYPE_CHECKING:
    from pathlib import Path

_MARK = re.compile(r"<(?P<kind>[dim])\|(?P<who>[^|]*)\|(?P<said>[^>]*)>|\[(?P<name>[^\]|]+)(?:\|(?P<rest>[^\]]*))?\]")
_KINDS: dict[str, Any] = {"d": "direct", "i": "indirect", "m": "mixed"}


def make(marked: str, day: str | None = None, **known: Any) -> Article:
    """An article from marks: `<d|Ada Obi|words>` a quote (or i, m), `[Ada Obi|PERSON|role]` a name."""
    text, quotes, entities = "", [], {}
    last = 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        start = len(text)
        if match["kind"]:
            text += match["said"]
            quotes.append((_KINDS[match["kind"]], match["who"], start, len(text)))
        else:
            label, _, role = (match["rest"] or "PERSON").partition("|")
            text += match["name"]
            mention = Mention(match["name"], start, len(text), 1.0)
            entities[match["name"]] = (label, role, mention)
    text += marked[last:]
    ids = {name: f"E{number}" for number, name in enumerate(entities, start=1)}
    return Article(
        text,
        published=date.fromisoformat(day) if day else None,
        entities=tuple(
            Entity(ids[name], name, label, (mention,), roles=(role,) if role else ())
            for name, (label, role, mention) in entities.items()
        ),
        quotes=tuple(_quote(f"Q{n}", text, each, ids) for n, each in enumerate(quotes, start=1)),
        **known,
    )


def _quote(id_: str, text: str, found: tuple[Any, str, int, int], ids: dict[str, str]) -> Quote:
    kind, who, start, end = found
    speaker = Speaker(who, 0, 0, who, ids.get(who)) if who else None
    said = text[start:end]
    return Quote(id_, said, start, end, (TextSpan(said, start, end),), kind, speaker=speaker)


def write(articles: list[Article], path: Path, first: int = 1) -> Path:
    """Add articles to an archive, which is made when it is missing."""
    sink = Database(path)
    state = sink.begin(State({}))
    for number, article in enumerate(articles, start=first):
        sink.add(article, number, Origin(source="in.jsonl"))
    sink.commit(state)
    sink.close()
    return path


@pytest.fixture(scope="session")
def dams() -> list[Article]:
    """Three articles about a dam."""
    return [
        make(
            "[Ada Obi] spoke first. “<d|Ada Obi|We will not organise 20 new crews before Friday>,” she said. "
            "She said that <i|Ada Obi|the dam would never be repaired by her ministry>.",
            "2025-03-01",
            id="a",
            url="https://north.example/a",
        ),
        make(
            "“<d|Ben Lowe|The river took the road and the bridge>,” [Ben Lowe] said.\n\n"
            "The council closed three schools on Tuesday.\n\n"
            "He called it <m|Ben Lowe|“a night of bad luck” for all>.",
            "2025-03-03",
            id="b",
        ),
        make("“<d|Ada Obi|We will not organize 20 new crews before Friday>,” said [Ada Obi].", "2025-02-27", id="c"),
    ]
