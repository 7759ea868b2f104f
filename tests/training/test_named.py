"""What the network is shown of names."""

from __future__ import annotations

from training import named
from training.annotations import Entity
from training.corpora import conllu, gum_entities
from training.labels import ENTITY_TAGS, TagSets


def test_names_of_a_page_are_sets_of_tags_and_other_words_may_be_dates() -> None:
    sets = TagSets()
    (paragraph,) = named.news_document(
        "Mayor Ida Brandt said it.", [Entity("w", "weir", "WORK", None, ((6, 16),))], sets
    )
    table = sets.table()
    allowed = [{ENTITY_TAGS[i] for i in table[number].nonzero()[0]} for number in paragraph.labels["entities"]]
    assert allowed[1:3] == [{"B-MISC", "B-PRODUCT"}, {"I-MISC", "I-PRODUCT"}]
    assert allowed[0] == {"O", "B-DATE", "I-DATE", "B-MONEY", "I-MONEY"}


def test_gum_names_are_the_proper_nouns_of_minimal_spans(tmp_path) -> None:
    """Of the phrase "The singer Ida Brandt of Bank of Oslo" two names; whether "Bank" begins the second is not told."""
    mentions = [
        "(1-person-new-sssss-cf1-3,4-sgl",
        "",
        "",
        "",
        "",
        "(2-organization-new-sssss-cf2-1,3-sgl",
        "",
        "2)1)",
        "",
        "",
    ]
    words = ["The", "singer", "Ida", "Brandt", "of", "Bank", "of", "Oslo", "sang", "."]
    upos = ["DET", "NOUN", "PROPN", "PROPN", "ADP", "PROPN", "ADP", "PROPN", "VERB", "PUNCT"]
    rows = [
        f"{number}\t{word}\t{word}\t{pos}\t_\t_\t0\troot\t_\t{f'Entity={mention}' if mention else '_'}"
        for number, (word, pos, mention) in enumerate(zip(words, upos, mentions, strict=True), 1)
    ]
    path = tmp_path / "gum.conllu"
    path.write_text("# newdoc id = GUM_x\n" + "\n".join(rows) + "\n", "utf8")
    ((sentence,),) = gum_entities.read(path)
    assert sentence.kinds == ("", "", "person", "person", "", None, None, None, "", "")
    assert sentence.opens == {2}
    sets = TagSets()
    (paragraph,) = named.gum_document([sentence], next(conllu.read(path)).text, sets)
    table = sets.table()
    allowed = [{ENTITY_TAGS[i] for i in table[number].nonzero()[0]} for number in paragraph.labels["entities"]]
    assert allowed[2] == {"B-PERSON", "B-NORP"}
    assert allowed[3] == {"I-PERSON", "I-NORP"}
    assert allowed[1] == {"O", "B-DATE", "I-DATE", "B-MONEY", "I-MONEY"}
    assert allowed[6] == set(ENTITY_TAGS)
