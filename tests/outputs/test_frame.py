"""Tables of one article and of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import newsparse
from newsparse.errors import InputError

if TYPE_CHECKING:
    from newsparse.types import Article


def test_one_article_is_one_of_several(article: Article) -> None:
    pytest.importorskip("pandas")
    one, several = newsparse.to_frames(article), newsparse.to_frames(iter([article]))
    assert all(one[name].equals(several[name]) for name in several)
    assert len(one["quotes"]) == 2


@pytest.mark.parametrize("given", [3, None, ["text"], [{"text": "a"}]])
@pytest.mark.parametrize("function", [newsparse.to_frames, newsparse.to_geojson])
def test_what_holds_no_articles(function: Any, given: Any) -> None:
    pytest.importorskip("pandas")
    with pytest.raises(InputError, match="no Article"):
        function(given)
