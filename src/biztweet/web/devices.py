"""What a browser calls itself, in two words that its owner knows: `Chrome · Windows`. Pure."""

# The first that stands in the text counts: many say they are also an older one.
_BROWSERS = (
    ("Edg", "Edge"), ("Whale/", "Whale"), ("SamsungBrowser/", "Samsung Internet"), ("OPR/", "Opera"),
    ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
    ("KAKAOTALK", "KakaoTalk"), ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip
_MAX_NAME_LENGTH = 80


def device_name(agent: str) -> str:
    """Browser and system; what is no browser's text is shown as it is, cut."""
    known = [next((name for mark, name in table if mark in agent), "") for table in (_BROWSERS, _SYSTEMS)]
    return " · ".join(filter(None, known)) if all(known) else agent[:_MAX_NAME_LENGTH]
