"""Pictures: illustrations that stand for the photographs people attach, with alt texts in both languages."""

import random
import zlib
from collections.abc import Callable
from functools import lru_cache

import msgspec

from biztweet.demo import (
    scenes_city,
    scenes_food,
    scenes_indoors,
    scenes_lab,
    scenes_meeting,
    scenes_outdoors,
    scenes_table,
    scenes_work,
)
from biztweet.demo.canvas import Canvas
from biztweet.demo.colours import hexed

SIZE = (1200, 800)
VARIANTS = 4


class Picture(msgspec.Struct, frozen=True):
    """Which picture: its `kind` is a key of `KINDS`, `variant` counts from 0 and makes it another one of the kind."""

    kind: str
    variant: int = 0


class _Kind(msgspec.Struct, frozen=True):
    draw: Callable[[Canvas, random.Random, int], None]
    alt_ko: str
    alt_en: str


@lru_cache(maxsize=64)
def draw(picture: Picture) -> bytes:
    """A JPEG of 1200 x 800, the same each time. Raises KeyError for an unknown kind."""
    canvas = Canvas(SIZE[0] // 2, SIZE[1] // 2, hexed("#ffffff"), scale=4, smaller=2)
    seed = zlib.crc32(f"{picture.kind} {picture.variant}".encode())
    _KINDS[picture.kind].draw(canvas, random.Random(seed), picture.variant)
    return canvas.jpeg()


def alt_text(picture: Picture, language: str) -> str:
    """What the picture shows, for those who cannot see it, in `ko` or else English."""
    kind = _KINDS[picture.kind]
    return kind.alt_ko if language == "ko" else kind.alt_en


_KINDS = {
    "bibimbap": _Kind(
        scenes_food.bibimbap,
        "돌솥에 담긴 비빔밥을 위에서 찍은 사진. 색색의 나물 가운데 달걀노른자가 올라가 있다.",
        "Bibimbap in a stone bowl from above, an egg yolk in the middle of colourful vegetables.",
    ),
    "tray": _Kind(
        scenes_food.tray,
        "구내식당 식판. 밥과 국, 반찬 네 가지가 칸칸이 담겨 있다.",
        "A canteen tray with rice, soup and four side dishes, each in its own compartment.",
    ),
    "cake": _Kind(
        scenes_table.cake,
        "촛불을 켠 생일 케이크. 뒤에 알록달록한 가랜드가 걸려 있다.",
        "A birthday cake with lit candles under colourful bunting.",
    ),
    "desk": _Kind(
        scenes_table.desk,
        "위에서 본 책상. 노트북과 라테 한 잔, 수첩과 작은 화분이 놓여 있다.",
        "A desk from above: a laptop, a cup of latte, a notebook and a small plant.",
    ),
    "slide": _Kind(
        scenes_meeting.slide,
        "어두운 세미나실. 화면에 그래프가 있는 발표 자료가 떠 있고 사람들이 앉아 듣고 있다.",
        "A dim seminar room: a slide with a chart on the screen, people listening in rows.",
    ),
    "whiteboard": _Kind(
        scenes_meeting.whiteboard,
        "상자와 화살표로 구조를 그린 화이트보드. 옆에 색색의 메모지가 붙어 있다.",
        "A whiteboard with boxes, arrows and coloured sticky notes.",
    ),
    "books": _Kind(
        scenes_indoors.books,
        "스탠드 불빛 아래 쌓인 책 더미와 머그잔.",
        "A stack of books and a mug in the light of a lamp.",
    ),
    "rain": _Kind(
        scenes_indoors.rain,
        "빗방울이 맺힌 창밖으로 흐린 도시가 보인다. 창턱에 우산이 기대어 있다.",
        "A grey city behind a window covered with raindrops, an umbrella leaning at the sill.",
    ),
    "dashboard": _Kind(
        scenes_work.dashboard,
        "대시보드 화면 갈무리. 숫자 카드 세 개와 꺾은선 그래프, 막대그래프가 보인다.",
        "Screenshot of a dashboard with three figures, a line chart and a bar chart.",
    ),
    "badge": _Kind(
        scenes_work.badge,
        "목걸이 줄에 걸린 팀 배지 세 개와 색종이 조각.",
        "Three team badges on lanyards, with confetti around them.",
    ),
    "device": _Kind(
        scenes_lab.device,
        "작업대 위의 시제품 기판. 전선이 측정기에 연결되어 있고 화면에 파형이 보인다.",
        "A prototype board on a bench, wired to an oscilloscope that shows a wave.",
    ),
    "skyline": _Kind(
        scenes_city.skyline,
        "노을이 지는 강변 도시. 건물 창에 하나둘 불이 켜져 있고 강물에 빛이 비친다.",
        "A city by a river at sunset, windows lighting up and the light lying on the water.",
    ),
    "mountain": _Kind(
        scenes_outdoors.mountain,
        "겹겹이 이어진 산등성이와 그 앞의 소나무, 정상에 선 등산객 세 사람.",
        "Ridge behind ridge with pine trees in front, three hikers on the summit.",
    ),
    "stadium": _Kind(
        scenes_outdoors.stadium,
        "관중석에서 내려다본 야간 야구장. 조명 아래 잔디가 환하다.",
        "A baseball ground at night seen from the stands, the grass bright under the lights.",
    ),
    "blossom": _Kind(
        scenes_city.blossom,
        "사옥 앞 벚꽃길. 꽃잎이 흩날리고 자전거 한 대가 서 있다.",
        "Cherry trees in bloom along the path to the office, petals falling, a bicycle by the kerb.",
    ),
}
KINDS: tuple[str, ...] = tuple(_KINDS)
