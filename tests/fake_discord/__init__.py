"""A Discord of our own on the loopback: the REST API and the gateway, over real sockets, with faults on request."""
