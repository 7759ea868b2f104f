"""What users call: `extract` for one article, `extract_many` for a stream of them, `load` for the spaCy pipeline."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from newsparse import assemble, defaults, keys, pipeline, pool, work
from newsparse.errors import NewsparseError
from newsparse.once import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from spacy.language import Language

    from newsparse.names import own
    from newsparse.sources.fields import Table
    from newsparse.types import Article

__all__ = ["explain", "extract", "extract_many", "fresh", "lent", "load"]

# Threads that are in the packaged model at a time; the others wait. More win nothing: see benchmarks/threads.py.
THREADS = 2


def extract(
    source: str | Mapping[str, Any],
    *,
    id: str | int | None = None,
    title: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    clean: bool = defaults.CLEAN,
    attributions: defaults.Attributions = defaults.ATTRIBUTIONS,
    strict: bool = defaults.STRICT,
    gender_from_names: bool = defaults.GENDER_FROM_NAMES,
    model: str | Path | Language | None = None,
    lexicon: str | Path | Mapping[str, Any] | None = None,
) -> Article:
    """Extract the facts of one article.

    `source` is plain text, or a mapping with `text` or `html` and, optionally, `id`, `title`, `published` and `url`;
    the arguments of these names go before its fields, and fields go by their usual names as well ("body", "date",
    "headline", "link", "guid", ...). `published` (a date, a datetime, or a string in the forms of ISO 8601, of feeds or
    of English; in a mapping also seconds since 1970) is what "today" and "last month" are counted from; where it is not
    given, it is taken from the page or its dateline, or such dates stay unresolved. `clean=False` takes the whole text
    as the article. `attributions="all"` adds intentions and attitudes to what was said and believed.
    `gender_from_names=True` takes the given name where nothing else tells the gender of a person. `model` and
    `lexicon` are what `load` takes.

    Where a stage (entities, dates, quotes, ...) fails on a text, it leaves no results, the others stay, and
    `Article.warnings` tells of it; with `strict=True` a `StageError` is raised. Any number of threads may call it.

    Raises `InputError` for a source that cannot be read, `ModelError` for a model that cannot be used, and
    `OptionalDependencyError` for a page (`html`) without the extra `html`.
    """
    options = work.Options(title, published, url, clean, attributions, strict, gender_from_names)
    return _explained(source, id, options, model, lexicon)[0]


def explain(
    source: str | Mapping[str, Any],
    *,
    id: str | int | None = None,
    title: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    clean: bool = defaults.CLEAN,
    attributions: defaults.Attributions = defaults.ATTRIBUTIONS,
    strict: bool = defaults.STRICT,
    gender_from_names: bool = defaults.GENDER_FROM_NAMES,
    model: str | Path | Language | None = None,
    lexicon: str | Path | Mapping[str, Any] | None = None,
) -> tuple[Article, tuple[keys.Decision, ...]]:
    """`extract`, and besides the article the decisions that made it: which rule or head, and where in the text."""
    options = work.Options(title, published, url, clean, attributions, strict, gender_from_names)
    return _explained(source, id, options, model, lexicon)


def _explained(
    source: object, id: str | int | None, options: work.Options, model: Any, lexicon: Any
) -> tuple[Article, tuple[keys.Decision, ...]]:
    from newsparse.names import own

    defaults.check(attributions=options.attributions)
    text, reading = work.read(source, options, id)
    with lent(model, own.read(lexicon)) as nlp, work.memory_zone(nlp):
        try:
            doc = nlp(work.doc_of(nlp, text, reading))
        except NewsparseError:
            raise
        except Exception as error:
            raise NewsparseError(f"the pipeline failed on this text ({type(error).__name__}: {error})") from error
        return assemble.article(doc), keys.get(doc, keys.DECISIONS)


def extract_many(
    sources: Iterable[str | Mapping[str, Any]] | Table,
    *,
    n_process: int = defaults.N_PROCESS,
    batch_size: int = defaults.BATCH_SIZE,
    on_error: defaults.OnError = defaults.ON_ERROR,
    title: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    clean: bool = defaults.CLEAN,
    attributions: defaults.Attributions = defaults.ATTRIBUTIONS,
    strict: bool = defaults.STRICT,
    gender_from_names: bool = defaults.GENDER_FROM_NAMES,
    model: str | Path | Language | None = None,
    lexicon: str | Path | Mapping[str, Any] | None = None,
) -> Iterator[Article]:
    """Extract the facts of many articles: lazily, in the order of the input, in bounded memory.

    `sources` are texts and mappings as `extract` takes them, or a table (of pandas, polars or Arrow), a row an article,
    whose columns go by the names of the fields. Raises `InputError` for a table in which no column holds the text.
    With `n_process` above 1, worker processes do the work, each with its own model and its share of the processor's
    cores; few short articles are done in this process, which is faster. `batch_size` articles, or fewer long ones, are
    taken from `sources` at a time. `on_error="record"` gives an `Article` without results and with a warning for a
    record that fails; "raise" ends at the first, after the results before it. The other options are those of `extract`,
    for every record.
    """
    from newsparse.names import own

    defaults.check(attributions=attributions, on_error=on_error)
    defaults.check_counts(n_process=n_process, batch_size=batch_size)
    options = work.Options(title, published, url, clean, attributions, strict, gender_from_names)
    outcomes = work.outcomes(
        work.batches(work.records(sources), batch_size),
        n_process=n_process,
        options=options,
        model=model,
        lexicon=own.read(lexicon),
        isolate=on_error == "record",
    )
    return (work.settled(outcome, on_error)[0] for outcome in outcomes)


def load(
    model: str | Path | Language | None = None,
    *,
    threads: int | None = None,
    clean: bool = defaults.CLEAN,
    attributions: defaults.Attributions = defaults.ATTRIBUTIONS,
    strict: bool = defaults.STRICT,
    lexicon: str | Path | Mapping[str, Any] | own.OwnWords | None = None,
    gender_from_names: bool = defaults.GENDER_FROM_NAMES,
) -> Language:
    """The spaCy pipeline with all stages: `load()(text)._.article` is an `Article`.

    `model` is None (the model inside the package), a directory, the name of an installed spaCy package with a parser
    and a named entity recogniser, or such a `Language`, to which the stages that are missing are added in place.
    `threads` is the number of threads of the packaged model; None leaves the choice to it. `clean`, `attributions`,
    `strict` and `gender_from_names` are those of `extract`, for texts that are given to the pipeline itself. `lexicon`
    is a TOML file of the user's own cues, titles, roles, names and places, or a mapping as TOML gives it
    (docs/lexicon.md). Pipelines are loaded once per process, and once for each lexicon.

    Raises `ModelError` where the model is missing or broken or lacks a component, and `LexiconError` for a lexicon that
    cannot be read.
    """
    from newsparse.names import own

    defaults.check(attributions=attributions)
    if threads is not None:
        defaults.check_counts(threads=threads)
    settings: dict[str, Any] = {
        "clean": clean,
        "attributions": attributions,
        "strict": strict,
        "gender_from_names": gender_from_names,
        "lexicon": own.read(lexicon),
    }
    if model is None or isinstance(model, str):
        return _loaded(model, threads, tuple(settings.items()))
    return pipeline.build(model, threads=threads, **settings)


@contextmanager
def lent(model: str | Path | Language | None, lexicon: own.OwnWords | None = None) -> Iterator[Language]:
    """The pipeline of what `load` takes, for this thread alone; raises what `load` raises."""
    if model is None:
        with _packaged(lexicon).lent() as nlp:
            yield nlp
    else:
        given = model if pipeline.is_pipeline(model) else load(model, lexicon=lexicon)
        with pool.alone(given) as nlp:
            yield load(nlp, lexicon=lexicon)


@once
def _packaged(lexicon: own.OwnWords | None) -> pool.Pool:
    return pool.Pool(lambda: fresh(None, lexicon), limit=THREADS)


def fresh(threads: int | None, lexicon: own.OwnWords | None) -> Language:
    """A pipeline of the packaged model that nobody else has; all of a process share its network."""
    return pipeline.build(None, threads=threads, lexicon=lexicon)


@once
def _loaded(model: str | None, threads: int | None, settings: tuple[tuple[str, Any], ...]) -> Language:
    return pipeline.build(model, threads=threads, **dict(settings))
