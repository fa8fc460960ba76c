"""Every page there is, and an address of it, for tests that look at all of them.

A page that is missing here fails `test_page_table.py`: so none goes unseen by axe.
"""

from collections.abc import Mapping, Sequence

from biztweet.web.routes import routes

# Addresses by path; what stands in braces is made by the test that looks at them: a post, an app, a conversation.
PAGES: Mapping[str, Sequence[str]] = {
    "/": ("/", "/?home=following"),
    "/login": ("/login",),
    "/welcome": ("/welcome",),
    "/welcome/people": ("/welcome/people",),
    "/welcome/topics": ("/welcome/topics",),
    "/welcome/post": ("/welcome/post",),
    "/write": ("/write", "/write?text=Hello", "/write?quote_of={post}"),
    "/posts/{id}": ("/posts/{post}",),
    "/posts/{id}/history": ("/posts/{post}/history",),
    "/posts/{id}/quote": ("/posts/{post}/quote",),
    "/posts/{id}/edit": ("/posts/{post}/edit",),
    "/posts/{id}/delete": ("/posts/{post}/delete",),
    "/scheduled": ("/scheduled",),
    "/@{handle}": ("/@minsu", "/@jane"),
    "/@{handle}/replies": ("/@minsu/replies",),
    "/@{handle}/media": ("/@minsu/media",),
    "/@{handle}/likes": ("/@jane/likes",),
    "/@{handle}/followers": ("/@jane/followers",),
    "/@{handle}/following": ("/@jane/following",),
    "/@{handle}/lists": ("/@minsu/lists", "/@jane/lists"),
    "/@{handle}/in-lists": ("/@jane/in-lists",),
    "/lists": ("/lists",),
    "/lists/new": ("/lists/new",),
    "/lists/{id}": ("/lists/{list}",),
    "/lists/{id}/edit": ("/lists/{list}/edit",),
    "/lists/{id}/delete": ("/lists/{list}/delete",),
    "/lists/{id}/members": ("/lists/{list}/members",),
    "/explore": ("/explore",),
    "/tags/{tag}": ("/tags/lunch",),
    "/search": ("/search", "/search?q=lunch", "/search?q=jane", "/search?q=nothingatall"),
    "/bookmarks": ("/bookmarks",),
    "/messages": ("/messages", "/messages?q=lunch"),
    "/messages/new": ("/messages/new", "/messages/new?q=jane", "/messages/new?to={person}"),
    "/messages/{id}": ("/messages/{talk}",),
    "/@{handle}/message": ("/@minsu/message", "/@jane/message"),
    "/notifications": ("/notifications", "/notifications?only=mentions"),
    "/notifications/requests": ("/notifications/requests",),
    "/settings": ("/settings",),
    "/settings/profile": ("/settings/profile",),
    "/settings/appearance": ("/settings/appearance",),
    "/settings/language": ("/settings/language",),
    "/settings/home": ("/settings/home",),
    "/settings/notifications": ("/settings/notifications",),
    "/settings/words": ("/settings/words",),
    "/settings/people": ("/settings/people",),
    "/settings/privacy": ("/settings/privacy",),
    "/settings/security": ("/settings/security",),
    "/settings/data": ("/settings/data",),
    "/apps": ("/apps",),
    "/apps/gallery": ("/apps/gallery",),
    "/developers": ("/developers",),
    "/developers/start": ("/developers/start",),
    "/developers/endpoints": ("/developers/endpoints",),
    "/developers/apps/new": ("/developers/apps/new",),
    "/developers/apps/{id}": ("/developers/apps/{app}",),
    "/offline": ("/offline",),
    "/{path:path}": ("/nowhere",),
}

# Those of administrators.
ADMIN_PAGES: Mapping[str, Sequence[str]] = {
    "/admin/apps": ("/admin/apps",),
    "/admin/announcements": ("/admin/announcements",),
}

# What answers to GET and is no page, or is looked at elsewhere; with the reason.
OTHERS: Mapping[str, str] = {
    "/static/{version}/{name:path}": "files",
    "/manifest.webmanifest": "for browsers",
    "/service-worker.js": "for browsers",
    "/live": "a stream",
    "/share": "leads Home",
    "/cards": "for a script of ours",
    "/completions/people": "for a script of ours",
    "/completions/topics": "for a script of ours",
    "/@{handle}/card": "a part of other pages",
    "/auth/sign_in": "the same page as /login",
    "/@{handle}/{id}": "leads to the post",
    "/{handle}/status/{id}": "leads to the post",
    "/hashtag/{tag}": "leads to the topic",
    "/settings/apps": "leads to /apps",
    "/settings/sessions": "leads to /settings/security",
    "/settings/data/export.json": "a file",
    "/mail/off/{token}": "looked at by test_axe.py, with a link of its own",
    "/invitation/{secret}": "looked at by test_axe.py, with a link of its own",
    "/design": "looked at by test_design.py, where there is a demo",
    "/demo": "looked at by test_design.py, where there is a demo",
}


def page_paths() -> list[str]:
    """The paths of all routes that answer to GET."""
    return [route.path for route in routes if "GET" in (route.methods or ())]
