"""The languages that people read pages, mails and notices in."""

LANGUAGES = ("ko", "en")
