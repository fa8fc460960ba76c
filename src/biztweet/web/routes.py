"""Every path of the web face, on one screen."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from biztweet.kernel.errors import NotFound
from biztweet.web.actions import change, marks, share, ties
from biztweet.web.actions import messages as message_actions
from biztweet.web.actions.publish import publish
from biztweet.web.actions.send import send
from biztweet.web.actions.uploads import send_ahead
from biztweet.web.actions.vote import vote
from biztweet.web.answers import see_other
from biztweet.web.face import static_files
from biztweet.web.pages import (
    all_apps,
    announcements,
    apps,
    bots,
    cards,
    completions,
    design,
    developers,
    followers,
    gallery,
    guide,
    installed,
    lists,
    mail_off,
    notifications,
    pick,
    ringing,
    scheduled,
    sign_in,
    topic,
    welcome,
    write,
)
from biztweet.web.pages import list as one_list
from biztweet.web.pages.bookmarks import bookmarks
from biztweet.web.pages.explore import explore
from biztweet.web.pages.home import home
from biztweet.web.pages.messages import begin, conversation, messages
from biztweet.web.pages.new_message import new_message
from biztweet.web.pages.post import history, post
from biztweet.web.pages.profile import TABS, card, profile
from biztweet.web.pages.search import search
from biztweet.web.pages.settings import data, hidden, looks, notices, privacy, security, words
from biztweet.web.pages.settings.index import index
from biztweet.web.pages.settings.profile import profile as own_profile
from biztweet.web.pages.settings.profile import save as save_profile
from biztweet.web.resource import Handler, resource
from biztweet.web.streaming import live
from biztweet.web.visit import visit


async def static(request: Request) -> Response:
    """GET /static/{version}/{name}."""
    return await static_files().serve(request)


def elsewhere(path: str) -> Handler:
    """A handler that leads to the page's own address. Raises NotFound; SessionOver: strangers are led to sign in."""

    async def handler(request: Request) -> Response:
        await visit(request)
        if not request.path_params.get("id", "0").isdecimal():
            raise NotFound("No such page")
        parts = {name: quote(str(value), safe="") for name, value in request.path_params.items()}
        return see_other(path.format(**parts))

    return handler


async def nothing(_request: Request) -> Response:
    """Any other address, or method of one. Raises NotFound."""
    raise NotFound("No such page")


routes = [
    Route("/static/{version}/{name:path}", static),
    resource("/manifest.webmanifest", GET=installed.manifest),
    resource("/service-worker.js", GET=installed.service_worker),
    resource("/offline", GET=installed.offline),
    resource("/share", GET=share.nothing_shared, POST=share.share),
    resource("/", GET=home),
    resource("/live", GET=live),
    # signing in
    resource("/login", GET=sign_in.sign_in_page, POST=sign_in.sign_in),
    resource("/logout", POST=sign_in.sign_out),
    resource("/auth/sign_in", GET=sign_in.sign_in_page),
    resource("/invitation/{secret}", GET=sign_in.invitation_page),
    resource("/invitation", POST=sign_in.accept),
    resource("/design", GET=design.design),
    resource("/demo", GET=pick.pick_page, POST=pick.pick),
    resource("/welcome", GET=welcome.welcome),
    resource("/welcome/people", GET=welcome.welcome, POST=welcome.follow_people),
    resource("/welcome/topics", GET=welcome.welcome, POST=welcome.follow_topics),
    resource("/welcome/post", GET=welcome.welcome),
    resource("/mail/off/{token}", GET=mail_off.ask, POST=mail_off.end),
    # posts
    resource("/posts", POST=publish),
    resource("/write", GET=write.write),
    resource("/uploads", POST=send_ahead),
    resource("/cards", GET=cards.card),
    resource("/completions/people", GET=completions.people),
    resource("/completions/topics", GET=completions.topics),
    resource("/posts/{id}", GET=post),
    # The addresses that the APIs give of a post and a topic: Twitter's form; Mastodon's stands below a person's pages.
    resource("/{handle}/status/{id}", GET=elsewhere("/posts/{id}")),
    resource("/hashtag/{tag}", GET=elsewhere("/tags/{tag}")),
    resource("/posts/{id}/history", GET=history),
    resource("/posts/{id}/quote", GET=write.quote),
    resource("/posts/{id}/edit", GET=write.edit, POST=change.edit),
    resource("/posts/{id}/delete", GET=write.delete, POST=change.delete),
    resource("/posts/{id}/vote", POST=vote),
    resource("/scheduled", GET=scheduled.scheduled),
    resource("/scheduled/{id}/cancel", POST=scheduled.cancel),
    *[resource(f"/posts/{{id}}/{verb}", POST=marks.marking(verb)) for verb in marks.VERBS],
    # people and lists
    resource("/@{handle}", GET=profile),
    resource("/@{handle}/card", GET=card),
    resource("/@{handle}/followers", GET=followers.showing("followers")),
    resource("/@{handle}/following", GET=followers.showing("followees")),
    *[resource(f"/@{{handle}}/{tab}", GET=profile) for tab in TABS if tab != "posts"],
    *[resource(f"/@{{handle}}/{verb}", POST=ties.tying(verb)) for verb in ties.VERBS],
    resource("/@{handle}/lists", GET=lists.of_person),
    resource("/@{handle}/in-lists", GET=one_list.choose, POST=one_list.put),
    resource("/lists", GET=lists.lists, POST=lists.make),
    resource("/lists/new", GET=lists.new),
    resource("/lists/{id}", GET=one_list.timeline),
    resource("/lists/{id}/edit", GET=lists.edit, POST=lists.save),
    resource("/lists/{id}/delete", GET=lists.ask, POST=lists.delete),
    resource("/lists/{id}/members", GET=one_list.members),
    resource("/lists/{id}/members/{handle}/add", POST=one_list.add),
    resource("/lists/{id}/members/{handle}/remove", POST=one_list.take_out),
    *[resource(f"/lists/{{id}}/{verb}", POST=one_list.doing(verb)) for verb in one_list.VERBS],
    # topics
    resource("/explore", GET=explore),
    resource("/tags/{tag}", GET=topic.topic),
    resource("/tags/{tag}/follow", POST=topic.follow),
    resource("/tags/{tag}/unfollow", POST=topic.unfollow),
    resource("/search", GET=search),
    resource("/bookmarks", GET=bookmarks),
    resource("/messages", GET=messages, POST=send),
    resource("/messages/new", GET=new_message),
    resource("/messages/{id}", GET=conversation),
    *[
        resource(f"/messages/{{id}}/{verb}", POST=message_actions.on_conversation(verb))
        for verb in message_actions.CONVERSATION_VERBS
    ],
    *[
        resource(f"/messages/letters/{{id}}/{verb}", POST=message_actions.on_message(verb))
        for verb in message_actions.MESSAGE_VERBS
    ],
    resource("/@{handle}/message", GET=begin),
    resource("/@{handle}/{id}", GET=elsewhere("/posts/{id}")),
    resource("/notifications", GET=notifications.notifications),
    resource("/notifications/read", POST=notifications.read_all),
    resource("/notifications/requests", GET=notifications.requests),
    *[
        resource(f"/notifications/requests/{{id}}/{verb}", POST=notifications.deciding(verb))
        for verb in notifications.VERBS
    ],
    resource("/notifications/{key}/read", POST=notifications.read_one),
    # oneself
    resource("/settings", GET=index),
    resource("/settings/profile", GET=own_profile, POST=save_profile),
    resource("/settings/appearance", GET=looks.appearance, POST=looks.save_appearance),
    resource("/settings/language", GET=looks.language, POST=looks.save_language),
    resource("/settings/home", GET=looks.home, POST=looks.save_home),
    resource("/settings/notifications", GET=notices.notifications, POST=notices.save),
    resource("/settings/notifications/ring", POST=ringing.ring),
    resource("/settings/notifications/still", POST=ringing.be_still),
    resource("/settings/words", GET=words.words, POST=words.add),
    resource("/settings/words/{id}/remove", POST=words.end),
    resource("/settings/people", GET=hidden.people),
    *[resource(f"/settings/people/{{id}}/{verb}", POST=hidden.ending(verb)) for verb in hidden.VERBS],
    resource("/settings/privacy", GET=privacy.privacy),
    resource("/settings/security", GET=security.security),
    resource("/settings/security/password", POST=security.change),
    resource("/settings/sessions", GET=elsewhere("/settings/security")),
    resource("/settings/sessions/end-others", POST=security.end_others),
    resource("/settings/sessions/end-all", POST=security.end_all),
    resource("/settings/sessions/{id}/end", POST=security.end),
    resource("/settings/data", GET=data.data),
    resource("/settings/data/export.json", GET=data.export),
    # apps
    resource("/apps", GET=apps.apps),
    resource("/apps/gallery", GET=gallery.gallery),
    resource("/settings/apps", GET=elsewhere("/apps#allowed")),
    resource("/settings/apps/{id}/end", POST=apps.end),
    resource("/admin/apps", GET=all_apps.all_apps),
    *[resource(f"/admin/apps/{{id}}/{verb}", POST=all_apps.ruling_by(verb)) for verb in all_apps.VERBS],
    # announcements
    resource("/announcements/{id}/dismiss", POST=announcements.put_away),
    resource("/admin/announcements", GET=announcements.announcements, POST=announcements.make),
    resource("/admin/announcements/{id}/withdraw", POST=announcements.take_back),
    resource("/developers", GET=developers.overview),
    resource("/developers/start", GET=guide.start),
    resource("/developers/endpoints", GET=guide.endpoints),
    resource("/developers/apps", POST=developers.register),
    resource("/developers/apps/new", GET=developers.blank),
    resource("/developers/apps/{id}", GET=developers.one, POST=developers.change),
    resource("/developers/apps/{id}/secret", POST=developers.renew),
    resource("/developers/apps/{id}/token", POST=developers.token),
    resource("/developers/apps/{id}/gallery", POST=developers.show),
    resource("/developers/apps/{id}/delete", POST=developers.remove),
    resource("/developers/bots", POST=bots.make),
    resource("/developers/bots/{id}/end", POST=bots.end),
    # the rest
    resource("/{path:path}", GET=nothing, POST=nothing, PUT=nothing, PATCH=nothing, DELETE=nothing, OPTIONS=nothing),
]
