"""Departments of the made-up company: where they sit, how many they are, what they do."""

import msgspec


class Department(msgspec.Struct, frozen=True):
    """One department. `weight`: its part of the staff; `english`: the part of it that writes English."""

    key: str
    name: str
    office: str
    division: int
    weight: float
    english: float
    craft_ko: str
    craft_en: str
    doing_ko: tuple[str, ...]
    doing_en: tuple[str, ...]


DEPARTMENTS: tuple[Department, ...] = (
    Department(
        "platform", "플랫폼개발팀", "Seoul", 0, 10, 0.12, "엔지니어", "Engineer",
        ("사내 공통 플랫폼을 만듭니다", "메시지 큐와 결제 서버를 돌봅니다", "API 게이트웨이 담당", "백엔드 개발자"),
        ("Backend engineer on the shared platform", "I keep queues short and gateways up"),
    ),
    Department(
        "mobile", "모바일앱팀", "Seoul", 0, 7, 0.12, "엔지니어", "Engineer",
        ("안드로이드 앱을 만듭니다", "iOS 앱을 만듭니다", "한빛패스 앱 담당", "앱 성능을 봅니다"),
        ("iOS engineer, Hanbit Pass", "Android, mostly the parts you never notice"),
    ),
    Department(
        "security", "정보보안팀", "Seoul", 0, 4, 0.1, "엔지니어", "Engineer",
        ("피싱 메일이 의심되면 저를 부르세요", "보안 점검과 침해 대응", "계정과 권한을 관리합니다"),
        ("Blue team. Report the odd mail, please", "Identity and access"),
    ),
    Department(
        "data", "Data & Analytics", "Austin", 0, 10, 0.74, "애널리스트", "Analyst",
        ("데이터 파이프라인을 만듭니다", "숫자로 묻고 숫자로 답합니다", "추천 모델 담당"),
        ("Pipelines and dashboards", "I count things carefully", "Forecasting and experiments", "Data engineer"),
    ),
    Department(
        "design", "제품디자인팀", "Seoul", 1, 5, 0.14, "디자이너", "Designer",
        ("화면을 그리고 사람을 만납니다", "디자인 시스템 담당", "사용자 조사를 합니다"),
        ("Interfaces, research, too many sticky notes", "Design systems"),
    ),
    Department(
        "qa", "품질보증팀", "Busan", 1, 6, 0.08, "엔지니어", "Engineer",
        ("버그를 먼저 만나는 사람", "자동화 테스트를 짭니다", "단말 호환성을 봅니다"),
        ("I break it before customers do", "Test automation"),
    ),
    Department(
        "research", "Device Research", "Berlin", 1, 9, 0.78, "연구원", "Researcher",
        ("센서와 저전력 통신을 연구합니다", "차세대 단말 시제품을 만듭니다"),
        ("Low-power radios and sensors", "Prototypes, mostly on my desk", "Firmware for small things", "Acoustics lab"),
    ),
    Department(
        "domestic_sales", "국내영업팀", "Seoul", 2, 8, 0.04, "매니저", "Account Manager",
        ("공공·금융 고객을 만납니다", "제조 고객을 담당합니다", "제안서 쓰는 사람", "현장에 자주 있습니다"),
        ("Public sector accounts", "Partner sales in Seoul"),
    ),
    Department(
        "sales", "Global Sales", "Austin", 2, 8, 0.8, "매니저", "Account Manager",
        ("북미 고객을 담당합니다", "해외 파트너를 찾습니다"),
        ("Retail and logistics customers", "Ask what customers really say", "Partners in EMEA", "Solutions engineer"),
    ),
    Department(
        "marketing", "마케팅팀", "Seoul", 2, 4, 0.15, "매니저", "Manager",
        ("제품 이야기를 쉽게 풀어 씁니다", "전시회와 웨비나를 준비합니다", "브랜드 담당"),
        ("Words and launches", "Events and webinars"),
    ),
    Department(
        "support", "고객지원팀", "Busan", 2, 8, 0.14, "매니저", "Specialist",
        ("고객 전화를 가장 먼저 받습니다", "장애 접수와 안내", "현장 지원을 나갑니다"),
        ("First to answer the phone", "Night shift for customers abroad"),
    ),
    Department(
        "manufacturing", "제조IT팀", "Busan", 3, 8, 0.06, "엔지니어", "Engineer",
        ("MES와 설비 연동을 합니다", "창원 공장에 자주 있습니다", "라인 모니터링 담당"),
        ("MES and shop-floor integration", "Lines, sensors, dashboards"),
    ),
    Department(
        "people", "인사팀", "Seoul", 4, 4, 0.14, "매니저", "Partner",
        ("채용과 교육을 합니다", "신입 사원의 첫 주를 챙깁니다", "복리후생 담당"),
        ("Hiring and onboarding", "Learning and development"),
    ),
    Department(
        "finance", "경영기획팀", "Seoul", 4, 4, 0.1, "매니저", "Manager",
        ("예산과 결산을 합니다", "전표가 막히면 물어보세요", "사업 계획 담당"),
        ("Budgets, closings, questions", "Financial planning"),
    ),
    Department(
        "legal", "법무팀", "Seoul", 4, 2, 0.12, "변호사", "Counsel",
        ("계약서를 읽습니다", "개인정보와 오픈소스 라이선스 담당"),
        ("Contracts in plain words", "Privacy counsel"),
    ),
    Department(
        "facilities", "총무팀", "Seoul", 4, 3, 0.05, "매니저", "Coordinator",
        ("회의실, 주차, 분실물은 저에게", "사옥과 구내식당을 돌봅니다", "차량과 출장 담당"),
        ("Rooms, desks, lost umbrellas", "Travel desk"),
    ),
)  # fmt: skip

INTERESTS: dict[str, tuple[str, str]] = {
    "baseball": ("야구 봅니다", "baseball in summer"),
    "football": ("수요일 풋살", "five-a-side on Wednesdays"),
    "running": ("점심에 뜁니다", "slow runner"),
    "hiking": ("주말엔 산", "hills at the weekend"),
    "cycling": ("자전거로 출근", "cycles to work"),
    "climbing": ("클라이밍 3년차", "climbing wall regular"),
    "camping": ("캠핑 장비 부자", "owns too many tents"),
    "fishing": ("바다낚시", "early-morning fishing"),
    "coffee": ("핸드드립 좋아합니다", "coffee first"),
    "baking": ("빵 굽는 주말", "sourdough on Sundays"),
    "food": ("동네 맛집 지도 관리", "keeper of the lunch map"),
    "books": ("책모임 운영", "book club"),
    "film": ("영화는 극장에서", "old films"),
    "music": ("사내 밴드 베이스", "plays bass in the office band"),
    "games": ("보드게임 환영", "board games"),
    "photo": ("필름 사진", "film photography"),
    "plants": ("창가 화분 담당", "waters the office plants"),
    "cats": ("고양이 두 마리", "two cats"),
    "dogs": ("강아지 산책", "walks a very old dog"),
    "children": ("퇴근하면 육아 출근", "parent of twins"),
}
