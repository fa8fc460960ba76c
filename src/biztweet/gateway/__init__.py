"""The gateway: lets clients that know no address but Twitter's talk to a company's own server."""
