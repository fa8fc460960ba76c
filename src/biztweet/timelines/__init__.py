"""Home, company, following, department, list, person, mentions, hashtag, thread, likes, bookmarks: each answers with ids."""
