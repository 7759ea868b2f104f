from newsparse.quotes.marks import paragraphs


def test_text_wrapped_by_hand_has_paragraphs_at_blank_lines() -> None:
    text = "The men came\nfrom the sea and\nwent home.\n\nThen they slept\nuntil noon."
    assert len(paragraphs(text)) == 2
