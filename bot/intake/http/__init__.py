"""Requests to the public web: an address goes in, a bounded response comes out.

Every request to a server of strangers goes through here. It keeps private networks out, reads no more than it was
asked to, and does what servers ask of programs: conditional requests, pauses, robots.txt.
"""
