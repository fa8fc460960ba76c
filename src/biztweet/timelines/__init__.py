"""Home, company, following, department, list, person, mentions, hashtag, thread, marks: each answers with ids."""
