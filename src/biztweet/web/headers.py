"""The security headers of every page, in one place."""

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types biztweet",
    )
)

# `private, no-cache` lets Back show the page as it was left (no-store would forbid that), yet asks on every visit.
PAGE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cache-Control": "private, no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "Vary": "Accept-Encoding, Accept-Language, Cookie, HX-Request",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# The pages that lead to an app's consent. Web apps such as Phanpy open them in a window of its own and hear the code
# from it; "same-origin" would cut the two windows apart for good.
SIGN_IN_HEADERS = PAGE_HEADERS | {"Cross-Origin-Opener-Policy": "unsafe-none"}
PAGE_HEAD = [
    (b"content-type", b"text/html; charset=utf-8"),
    *[(name.lower().encode(), value.encode()) for name, value in PAGE_HEADERS.items()],
]
