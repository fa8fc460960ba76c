"""BizTweet: a company's own Twitter, self-hosted."""
