"""Home, company, following, person, mentions, hashtag, thread, likes, bookmarks: each answers with ids."""
