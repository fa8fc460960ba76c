"""Names: Korean ones by generation and frequency, others by where families come from; and how each is romanised."""

import random
import unicodedata
from bisect import bisect
from itertools import accumulate

import msgspec

from biztweet.demo.chances import chance

# Per thousand people, rounded from the national census of 2015; the rarest stand for all that are left out.
_SURNAMES = {
    "김": 215, "이": 147, "박": 84, "최": 47, "정": 43, "강": 24, "조": 21, "윤": 21, "장": 20, "임": 17, "한": 15,
    "오": 15, "서": 15, "신": 15, "권": 14, "황": 14, "안": 14, "송": 14, "전": 11, "홍": 11, "유": 11, "고": 9,
    "문": 9, "양": 9, "손": 9, "배": 8, "백": 8, "허": 7, "남": 6, "심": 5, "노": 5, "하": 5, "곽": 4, "성": 4,
    "차": 4, "주": 4, "우": 4, "구": 4, "민": 4, "류": 3, "나": 3, "진": 3, "지": 3, "엄": 3, "채": 3, "원": 3,
    "천": 3, "방": 2, "공": 2, "현": 2, "변": 2, "도": 2, "마": 1, "길": 1, "남궁": 1, "선우": 1,
}  # fmt: skip
_CUMULATIVE = list(accumulate(_SURNAMES.values()))
_ORDERED = list(_SURNAMES)

# Given names by year of birth, the first year of each generation being the key.
_GIVEN: dict[int, dict[str, str]] = {
    1960: {
        "m": "영호 성수 영수 상철 정호 영진 재호 상훈 종수 진호 성호 용수 광수 병철 동수 기철 인수 창수 정훈 성철",
        "f": "미경 미숙 경희 은주 정희 혜숙 영숙 은경 현주 미영 경숙 은희 선희 수경 혜경 영미 정숙 순영 명희 옥경",
    },
    1976: {
        "m": "지훈 성민 정훈 성훈 동현 상현 준호 승현 재훈 진우 성진 영민 현우 민수 태훈 경민 재현 상민 형준 도형 "
        "병훈 석진 종민 창민 기현 원석 용준 주호",
        "f": "지영 은정 지현 은영 현정 유진 미정 지연 수진 은지 정은 소영 혜진 선영 민정 윤정 보라 혜정 주희 나영 "
        "연주 미진 희정 경아 진희 수연 정화 유정",
    },
    1986: {
        "m": "민수 지훈 현우 동현 준혁 성민 준영 재현 승우 상현 태현 민호 건우 우진 정우 승민 진혁 현준 종현 기훈 "
        "세훈 인호 재영 규민 성준 영훈 찬호 홍석 도윤 병찬",
        "f": "지혜 수진 민지 지은 혜진 은지 유진 지원 아름 보람 수빈 예진 소연 다은 하나 슬기 지수 윤아 민경 세영 "
        "가영 다혜 이슬 정아 주연 혜린 선아 아영 효진 현지",
    },
    1996: {
        "m": "현준 준서 도현 우진 민재 지호 승현 건우 예준 태민 시우 유찬 은호 선우 재민 한결 동하 정민 찬영 지환 "
        "윤호 세준 규빈 태양 해솔",
        "f": "수빈 예은 유진 서연 민서 지우 서현 하은 채원 윤서 다은 가은 소희 지민 나은 예지 하늘 수아 채린 유나 "
        "나연 다연 세아 은채 가람",
    },
}

_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
)  # fmt: skip
_FINALS = ("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "p", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng")
# How people write themselves in Latin letters, where that differs from the Revised Romanisation of 2000.
_CUSTOMARY_SURNAMES = {
    "김": "kim", "이": "lee", "박": "park", "최": "choi", "정": "jung", "강": "kang", "조": "cho", "윤": "yoon",
    "임": "lim", "신": "shin", "권": "kwon", "유": "yoo", "고": "ko", "문": "moon", "백": "baek", "허": "heo",
    "노": "noh", "곽": "kwak", "주": "joo", "우": "woo", "구": "koo", "류": "ryu", "나": "na", "안": "ahn", "오": "oh",
    "서": "seo", "선우": "sunwoo", "남궁": "namgung", "길": "gil",
}  # fmt: skip
_CUSTOMARY = {
    "영": "young", "현": "hyun", "훈": "hoon", "우": "woo", "희": "hee", "경": "kyung", "준": "jun", "은": "eun",
    "주": "joo", "순": "soon", "선": "sun", "석": "seok", "용": "yong", "건": "gun", "혁": "hyuk",
}  # fmt: skip


class Family(msgspec.Struct, frozen=True):
    """Names that go together, and how often such a name is met in each office abroad."""

    heritage: str
    offices: dict[str, int]
    men: str
    women: str
    surnames: str


FAMILIES: tuple[Family, ...] = (
    Family(
        "european", {"Austin": 46, "Berlin": 20},
        "James Michael Ryan Ben Nathan Kyle Ethan Oliver Tom Peter Scott Adam Luke Henry Sam Patrick Colin Graham",
        "Emma Sarah Megan Laura Hannah Claire Kate Rachel Olivia Alice Fiona Lucy Heather Allison Erin Molly Paige",
        "Wilson Taylor Parker Bennett Collins Murphy Hughes Foster Reed Barnes Fisher Walsh Porter Hayes Sullivan "
        "Brooks Mason Carter Sinclair Doyle Palmer Lawson",
    ),
    Family(
        "european", {"Austin": 4, "Berlin": 52},
        "Lukas Jonas Felix Maximilian Stefan Matthias Jan Tobias Moritz Piotr Marek Luca Matteo Henrik Nils Jürgen",
        "Anna Katharina Lena Julia Greta Franziska Ingrid Johanna Zofia Magdalena Giulia Astrid Freya Elena Käthe",
        "Müller Schneider Weber Hoffmann Koch Richter Neumann Vogel Krüger Lange Nowak Kowalski Rossi Ferrari "
        "Lindqvist Jensen Bauer Brandt Seidel Wójcik",
    ),
    Family(
        "african", {"Austin": 14, "Berlin": 6},
        "Marcus Jordan Isaiah Andre Kwame Darnell Terrence Emeka Malik",
        "Aaliyah Jasmine Nia Simone Imani Amara Tamika Zuri Chidera",
        "Johnson Washington Jackson Okafor Mensah Robinson Coleman Adeyemi Grant Banks",
    ),
    Family(
        "latin", {"Austin": 18, "Berlin": 4},
        "Carlos Diego Mateo Javier Luis Rafael Andrés Miguel",
        "Sofía Valentina Camila Isabel Lucía Gabriela Mariana Elena",
        "García Martínez Hernández López Ramírez Torres Flores Vargas Castillo Mendoza",
    ),
    Family(
        "south_asian", {"Austin": 12, "Berlin": 10},
        "Arjun Rahul Vikram Rohan Sanjay Anil Karthik Imran",
        "Priya Ananya Kavya Divya Meera Nisha Shreya Pooja",
        "Patel Sharma Iyer Reddy Gupta Nair Mehta Khan Rao Banerjee",
    ),
    Family(
        "east_asian", {"Austin": 12, "Berlin": 4},
        "Daniel Kevin Andrew Brian Eric Justin David Minh",
        "Grace Michelle Jenny Esther Vivian Christine Linh Amy",
        "Lee Kim Park Chen Nguyen Wang Tran Lin Choi Tanaka",
    ),
    Family(
        "west_asian", {"Austin": 2, "Berlin": 16},
        "Emre Kerem Deniz Omar Yusuf Farid Can Samir",
        "Elif Zeynep Leyla Aylin Yasmin Nour Selin Dilara",
        "Yılmaz Demir Kaya Şahin Haddad Aydın Rahimi Öztürk",
    ),
)  # fmt: skip


def korean_name(pick: random.Random, sex: str, born: int) -> tuple[str, str]:
    """A surname and a given name as they are met in people of that year."""
    surname = _ORDERED[bisect(_CUMULATIVE, pick.random() * _CUMULATIVE[-1])]
    given = pick.choice(_given(born, sex))
    # The generations overlap: one in ten has a name from the one before.
    return surname, pick.choice(_given(born - 10, sex)) if chance(pick, 0.1) else given


def family_name(pick: random.Random, sex: str, office: str) -> tuple[str, str, str]:
    """A heritage, a surname and a first name as they are met in that office."""
    abroad = office if office in {"Austin", "Berlin"} else "Austin"
    weights = [family.offices[abroad] for family in FAMILIES]
    [family] = pick.choices(FAMILIES, weights)
    first = pick.choice((family.men if sex == "m" else family.women).split())
    return family.heritage, pick.choice(family.surnames.split()), first


def romanised(name: str, *, surname: bool = False) -> str:
    """A Korean name in small Latin letters, as people usually write their own."""
    if surname and name in _CUSTOMARY_SURNAMES:
        return _CUSTOMARY_SURNAMES[name]
    return "".join(_CUSTOMARY.get(syllable) or _revised(syllable) for syllable in name)


def ascii_letters(name: str) -> str:
    """A European name in small ASCII letters: Müller is mueller, Wójcik is wojcik."""
    spelled = name.lower()
    for letter, plain in (("ü", "ue"), ("ö", "oe"), ("ä", "ae"), ("ß", "ss"), ("ı", "i"), ("ł", "l")):
        spelled = spelled.replace(letter, plain)
    return "".join(c for c in unicodedata.normalize("NFKD", spelled) if c.isascii() and c.isalnum())


def _given(born: int, sex: str) -> list[str]:
    generation = max(year for year in _GIVEN if year <= max(born, 1960))
    return _GIVEN[generation][sex].split()


def _revised(syllable: str) -> str:
    """One Hangul syllable by the Revised Romanisation, taken alone."""
    index = ord(syllable) - 0xAC00
    final = index % 28
    return _INITIALS[index // 588] + _VOWELS[index % 588 // 28] + (_FINALS[final] if final < len(_FINALS) else "t")
