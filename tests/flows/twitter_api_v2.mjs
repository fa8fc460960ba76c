// npm's twitter-api-v2, unmodified, as two people of a company would use it. Prints how many checks it made.
import assert from 'node:assert/strict'
import http from 'node:http'
import { createRequire } from 'node:module'

const { TwitterApi, ApiResponseError } = createRequire(`${process.env.MODULES}/`)('twitter-api-v2')
const base = new URL(process.env.BASE_URL)
const people = JSON.parse(process.env.TOKENS)

let checks = 0
const check = (actual, expected) => { assert.deepEqual(actual, expected); checks += 1 }
const ok = (truth, why) => { assert.ok(truth, why); checks += 1 }

// The one thing that it has to be told: where our server stands.
const elsewhere = { onBeforeRequestConfig: ({ params, url }) => {
  params.url = new URL(url.pathname + url.search, base).href
} }
const settings = { plugins: [elsewhere], ...(base.protocol === 'http:' ? { httpAgent: new http.Agent() } : {}) }
const signed = token => new TwitterApi({
  appKey: token.consumer_key, appSecret: token.consumer_secret,
  accessToken: token.access_token, accessSecret: token.access_token_secret,
}, settings)
const refused = async (promise, status) => {
  await assert.rejects(promise, error => error instanceof ApiResponseError && error.code === status, `${status}`)
  checks += 1
}

const minsu = signed(people.minsu), jihye = signed(people.jihye)
const bearer = new TwitterApi(people.minsu.bearer_token, settings)

const me = (await minsu.v2.me({ 'user.fields': ['created_at', 'public_metrics'] })).data
check(me.username, 'ta_minsu')
check(me.name, '김민수')
ok(me.created_at.endsWith('Z'))
const her = (await jihye.v2.me()).data
check((await bearer.v2.me()).data.id, me.id)
check((await bearer.v2.userByUsername('TA_jihye')).data.id, her.id)
check((await minsu.v2.usersByUsernames(['ta_jihye', 'ta_minsu'])).data.map(user => user.id), [her.id, me.id])
check((await minsu.v2.users([me.id])).data[0].username, 'ta_minsu')
check((await minsu.v2.user('12')).errors[0].resource_type, 'user')

const made = (await minsu.v2.tweet('안녕 <b> & @ta_jihye #첫글')).data
check(made.text, '안녕 &lt;b&gt; &amp; @ta_jihye #첫글')
const reply = (await jihye.v2.reply('반가워요', made.id)).data
const quote = (await jihye.v2.quote('보세요', made.id)).data
const one = await jihye.v2.singleTweet(reply.id, {
  expansions: ['author_id', 'referenced_tweets.id', 'in_reply_to_user_id'],
  'tweet.fields': ['conversation_id', 'created_at', 'public_metrics', 'entities', 'lang', 'source'],
})
check(one.data.author_id, her.id)
check(one.data.conversation_id, made.id)
check(one.data.source, 'Tests')
check(one.data.referenced_tweets, [{ type: 'replied_to', id: made.id }])
check(one.includes.tweets[0].id, made.id)
check(one.includes.users.map(user => user.id).sort(), [me.id, her.id].sort())
const several = await minsu.v2.tweets([made.id, quote.id, '12'])
check(several.data.map(tweet => tweet.id), [made.id, quote.id])
check(several.errors[0].value, '12')
check((await minsu.v2.quotes(made.id)).data.data.map(tweet => tweet.id), [quote.id])

check((await jihye.v2.like(her.id, made.id)).data.liked, true)
check((await jihye.v2.like(her.id, made.id)).data.liked, true)
check((await jihye.v2.retweet(her.id, made.id)).data.retweeted, true)
check((await jihye.v2.bookmark(made.id)).data.bookmarked, true)
check((await minsu.v2.tweetLikedBy(made.id)).data.map(user => user.id), [her.id])
check((await minsu.v2.tweetRetweetedBy(made.id)).data.map(user => user.id), [her.id])
check((await jihye.v2.bookmarks()).tweets.map(tweet => tweet.id), [made.id])
check((await jihye.v2.userLikedTweets(her.id)).tweets.map(tweet => tweet.id), [made.id])
check((await jihye.v2.unlike(her.id, made.id)).data.liked, false)
check((await jihye.v2.unretweet(her.id, made.id)).data.retweeted, false)
check((await jihye.v2.deleteBookmark(made.id)).data.bookmarked, false)

check((await minsu.v2.follow(me.id, her.id)).data, { following: true, pending_follow: false })
check((await minsu.v2.following(me.id)).data.map(user => user.id), [her.id])
check((await minsu.v2.followers(her.id)).data.map(user => user.id), [me.id])
check((await minsu.v2.unfollow(me.id, her.id)).data.following, false)
check((await minsu.v2.mute(me.id, her.id)).data.muting, true)
check((await minsu.v2.userMutingUsers(me.id)).users.map(user => user.id), [her.id])
check((await minsu.v2.unmute(me.id, her.id)).data.muting, false)

const ids = []
for (let number = 0; number < 7; number += 1) ids.unshift((await jihye.v2.tweet(`글 ${number}`)).data.id)
const timeline = await minsu.v2.userTimeline(her.id, { max_results: 5, since_id: quote.id })
const read = []
for await (const tweet of timeline) read.push(tweet.id)
check(read, ids)
check(timeline.meta.newest_id, ids[0])
const home = await minsu.v2.homeTimeline({ exclude: ['replies'], max_results: 10 })
ok(home.tweets.some(tweet => tweet.id === ids[0]))
ok(!home.tweets.some(tweet => tweet.id === reply.id))
check((await jihye.v2.userMentionTimeline(her.id)).tweets.map(tweet => tweet.id), [made.id])
ok(home.rateLimit.limit > 0 && home.rateLimit.reset > 0)

await refused(minsu.v2.tweet('가'.repeat(141)), 403)
await refused(jihye.v2.deleteTweet(made.id), 403)
await refused(minsu.v2.userTimeline(her.id, { max_results: 2 }), 400)
await refused(minsu.v2.like(her.id, made.id), 403)
await refused(minsu.v2.get('no/such/page'), 404)
await refused(new TwitterApi('wrong', settings).v2.me(), 401)
check((await minsu.v2.deleteTweet(made.id)).data.deleted, true)

check((await minsu.v1.verifyCredentials()).id_str, me.id)
const old = await minsu.v1.tweet('옛날 방식으로')
check(old.user.screen_name, 'ta_minsu')
check((await jihye.v1.singleTweet(old.id_str)).full_text, '옛날 방식으로')

console.log(`${checks} checks`)
process.exit(0)
