"""Changing photographs: what comes out, whatever goes in; nothing hostile breaks it."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from sentra.kernel.errors import InvalidInput
from sentra.promotion.editing import CROPS, LIGHTS, PARTS, TURNS, Edit, edited
from sentra.promotion.looking import weaknesses
from sentra.promotion.pictures import Look, look_at
from sentra.promotion.tests.test_pictures import photograph
from sentra.reference.loading import current_pack


def opened(data: bytes) -> Image.Image:
    """A picture as it was written."""
    return Image.open(io.BytesIO(data))


def written(picture: Image.Image, kind: str = "PNG") -> bytes:
    """A picture as a file."""
    output = io.BytesIO()
    picture.save(output, kind)
    return output.getvalue()


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 300),
    st.integers(1, 300),
    st.builds(
        Edit,
        st.sampled_from(sorted(CROPS)),
        st.sampled_from(sorted(PARTS)),
        st.sampled_from(sorted(LIGHTS)),
        st.sampled_from(sorted(TURNS)),
    ),
)
def test_any_picture_comes_out_in_the_shape_that_was_chosen(width: int, height: int, edit: Edit) -> None:
    made = opened(edited(written(Image.new("RGB", (width, height), "#a06030")), edit))
    turned = (height, width) if edit.turn in {"left", "right"} else (width, height)
    assert made.format == "JPEG"
    if edit.crop == "whole":
        assert made.size == turned
    elif edit.crop == "square":
        assert made.size == (min(turned), min(turned))
    else:
        assert made.width <= turned[0]
        assert made.height <= turned[1]
        assert abs(made.width * 3 - made.height * 4) <= 4 or 1 in made.size


def test_the_part_that_was_chosen_stays() -> None:
    picture = Image.new("RGB", (300, 100), "red")
    ImageDraw.Draw(picture).rectangle((200, 0, 300, 100), fill="blue")
    right = opened(edited(written(picture), Edit(crop="square", part="right"))).convert("RGB")
    red, _green, blue = right.getpixel((50, 50))  # type: ignore[misc]
    assert blue > 200 > red


def test_a_turn_turns_to_that_side() -> None:
    picture = Image.new("RGB", (100, 100), "red")
    ImageDraw.Draw(picture).rectangle((0, 0, 100, 50), fill="blue")
    to_the_right = opened(edited(written(picture), Edit(turn="right"))).convert("RGB")
    assert to_the_right.getpixel((90, 50))[2] > 200  # type: ignore[index]


def test_lighter_is_lighter_and_much_lighter_more_so() -> None:
    dark = photograph(800, 600, dark=0.15)
    found = [look_at(edited(dark, Edit(light=light))).lightness for light in LIGHTS]
    assert found == sorted(found)
    assert found[0] < found[1] < found[2]


def test_a_preview_is_small() -> None:
    assert max(opened(edited(photograph(3000, 2000), Edit(), longest=720)).size) == 720


def test_holes_become_white() -> None:
    made = opened(edited(written(Image.new("RGBA", (20, 20), (0, 0, 0, 0))), Edit()))
    assert made.convert("RGB").getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff\xe0", b"<svg onload=alert(1)>", photograph(200, 200)[:900], b"GIF89a" + bytes(200)],
)
def test_what_is_no_picture_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        edited(data, Edit(light="bit"))
    assert refused.value.problems[0].field == "photo"


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    with pytest.raises(InvalidInput):
        edited(written(Image.new("1", (9000, 9000))), Edit())


def test_what_is_not_offered_is_left_out() -> None:
    assert Edit.read({"crop": "\x00", "light": "../..", "turn": "9" * 5000}) == Edit()
    assert not Edit().changes


def test_weaknesses_follow_the_pack() -> None:
    expected = current_pack().promotion.pictures
    assert weaknesses(Look(1600, 1200, 80, 55), expected) == []
    told = weaknesses(Look(300, 300, 1, 3), expected)
    assert [one.code for one in told] == ["small", "blurred", "dark"]
    assert [one.code for one in weaknesses(Look(900, 900, 60, 99), expected)] == ["glaring"]
    assert all(str(one.what) and str(one.advice) for one in told)
