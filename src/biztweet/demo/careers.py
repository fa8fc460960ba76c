"""Careers: what age, title, years in the company and words about themselves go with a place in it."""

import random

from biztweet.demo.chances import chance
from biztweet.demo.departments import INTERESTS, Department

CEO, EXECUTIVE, DIRECTOR, LEAD, MEMBER = range(1, 6)


def age_at(pick: random.Random, level: int) -> int:
    """In years."""
    middle, spread = _AGES[level]
    return min(max(round(pick.gauss(middle, spread)), 23), 62)


def joined_days_ago(pick: random.Random, level: int, age: int) -> int:
    """How long they have been here; one member in twenty is new."""
    if level == MEMBER and chance(pick, 0.05):
        return pick.randrange(2, 40)
    longest = max(age - 25, 1) * 365
    part = pick.random()
    return round(40 + longest * (part * part if level == MEMBER else part))


def title_of(pick: random.Random, place: Department, level: int, language: str, age: int) -> str:
    """As the directory writes it, in the person's language."""
    if language == "ko":
        if level == EXECUTIVE:
            return pick.choice(("부사장", "전무", "상무"))
        by_age = "수석" if age > 42 else "책임" if age > 33 else "선임" if age > 28 else "사원"
        return _TITLES_KO.get(level) or by_age
    if level == EXECUTIVE:
        return pick.choice(("Senior Vice President", "Vice President"))
    if level in (DIRECTOR, LEAD):
        return "Director" if level == DIRECTOR else "Team Lead"
    grade = "Principal " if age > 44 else "Senior " if age > 33 else ""
    return grade + place.craft_en


def office_name(office: str, language: str) -> str:
    """As the directory writes it, in the person's language."""
    return _OFFICES_KO[office] if language == "ko" else office


def bio_of(pick: random.Random, place: Department, level: int, language: str, interest: str) -> str:
    """A line or two about themselves; empty for one in five."""
    if level <= DIRECTOR:
        return pick.choice(_BIOS_ABOVE[language])
    if chance(pick, 0.2):
        return ""
    doing = pick.choice(place.doing_ko if language == "ko" else place.doing_en)
    hobby = INTERESTS[interest][0 if language == "ko" else 1]
    where = office_name(place.office, language)
    own = hobby[0].upper() + hobby[1:]
    return pick.choice((f"{doing}. {own}.", f"{where} · {doing}.", f"{doing}. {where}, {hobby}."))


_AGES = {CEO: (56, 3), EXECUTIVE: (52, 4), DIRECTOR: (46, 4), LEAD: (40, 4), MEMBER: (33, 6)}
_TITLES_KO = {CEO: "대표이사", DIRECTOR: "팀장", LEAD: "파트장"}
_OFFICES_KO = {"Seoul": "서울", "Busan": "부산", "Austin": "오스틴", "Berlin": "베를린"}
_BIOS_ABOVE = {
    "ko": (
        "질문은 언제나 환영합니다. 여기서 바로 물어보세요.",
        "회의는 짧게, 점심은 길게.",
        "현장 이야기를 듣고 싶습니다.",
        "모르는 것은 모른다고 답하겠습니다.",
        "메일보다 여기가 빠릅니다.",
        "",
    ),
    "en": (
        "Ask me here; I answer myself.",
        "Short meetings, long lunches.",
        "I like bad news early.",
        "Happy to be wrong in public.",
        "",
    ),
}
