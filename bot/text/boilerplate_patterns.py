"""Patterns of boilerplate: bylines, credits, rights notices and calls to action on a news page.

Each pattern is in a pair with an example, the line for which it was made. Patterns ignore case, unless their table says
otherwise. They are for any text, typed or pasted ones too, so they are cautious. What only the markup and the links of
a web page give away, in many languages, ``bot/intake/web/boilerplate.py`` has removed before.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["BYLINES", "CREDITS", "INLINE_LABELS", "INLINE_PHRASES", "LINE_CALLS", "LINE_RIGHTS"]

_TIME_OR_YEAR = r"(?:\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]\.?m\b|\b(?:19|20)\d\d\b)"
_PUBLISHED = (
    r"[(\[]?(?:first |last )?(?:posted|published|updated|modified)\s?"
    r"(?:on\b|at\b|:|(?=\d)|(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day))\s?(?:[\w,.:]+\s){0,8}"
    + _TIME_OR_YEAR
    + r".{0,20}"
)
_SOCIAL_MEDIA = r"(?:facebook|twitter|instagram|linkedin|whatsapp|telegram|youtube|tiktok|threads|bluesky|reddit|X)"

# The names in a byline are capitalised.
BYLINES = (
    (
        r"(?i:by|words by|reporting by|edited by|written by)\s+(?:[A-Z][\w.'’-]*|and|of|for|in|the|[,&|/])"
        r"(?:\s+(?:[A-Z][\w.'’-]*,?|and|of|for|in|the|[&|/]))*\.?",
        "Reporting by Ann Lee and Bo Diaz, Reuters.",
    ),
    (
        r"(?i:" + _PUBLISHED + r")",
        "Last updated on Monday at 10:30 GMT.",
    ),
)
CREDITS = (
    (
        r"\(?(?:file )?(?:photo|photograph|image|picture|video|illustration|credit|caption)s?"
        r"(?: credit| by| courtesy)?(?: of)?\s?[:/|].*",
        "File photo: The harbour of Westhaven.",
    ),
    (r"[(\[]?(?:photo|photograph|image|picture|video|credit)s? (?:by|courtesy) .*", "(Photo by Ann Lee.)"),
    (
        r".{0,120}(?:AP Photo|Getty Images|/AFP|/Reuters|REUTERS/|/AP\b|Shutterstock).{0,60}",
        "The harbour in March. Ann Lee/AFP via Getty Images.",
    ),
    (
        r".{0,160}[.!?…)\"”’]\s\(?(?:photo|photograph|picture|image|illustration|graphic)s?(?: credit)?"
        r"(?: by|\s?[:©/])\s.{1,60}",
        "The ruins of the church, built in 1480. Photograph: Ann Lee",
    ),
    (r"(?:[📷📸🎥🖼]\ufe0f?|▲(?=\s[^\W\d_]))\s?.*", "▲ A map of the harbour. Source: City of Westhaven"),
    (r"hide caption|toggle caption|enlarge(?: this)? image", "hide caption"),
    (r"view photos?\b.*", "View photos of the harbour!"),
    (r"(?:image|media) (?:caption|copyright).*", "Image caption The harbour was closed."),
    (r"(?:media|video|audio) playback is (?:un|not )supported\b.*", "Media playback is unsupported on your device."),
)


class _Phrase(NamedTuple):
    """A phrase of boilerplate: for each place where it is recognised, a pattern and an example.

    Inside a paragraph the pattern is stricter, or there is none, since the sentence is probably prose: "Share with your
    friends." alone on a line is a button.
    """

    line: tuple[str, str] | None = None
    inline: tuple[str, str] | None = None


_RIGHTS_NOTICES = (
    _Phrase(
        line=(r"(?:copyright|©|\(c\)).*", "© 2026 Westhaven Gazette."),
        inline=(r"copyright (?:©|\d{4}|the ).*|©\s?.{0,80}", "Copyright 2026 Westhaven Gazette."),
    ),
    _Phrase(
        line=(r".{0,120}\ball rights reserved\b.*", "Westhaven Gazette. All rights reserved."),
        inline=(r"all rights reserved\b.*", "All rights reserved."),
    ),
    _Phrase(
        line=(r"our standards\s?:.*", "Our Standards: The Thomson Reuters Trust Principles."),
        inline=(r"our standards\s?:.*", "Our Standards: The Thomson Reuters Trust Principles."),
    ),
    _Phrase(
        line=(
            r".*\bmay not be (?:published|reproduced|reprinted).{0,30}"
            r"\b(?:broadcast|rewritten|redistributed|permission).*",
            "This material may not be published, broadcast or rewritten.",
        )
    ),
)
_CONTINUE_READING = (r"continue reading\b.*", "Continue reading the main story.")
_CALLS_TO_ACTION = (
    _Phrase(
        line=(
            r"(?:read|see|watch|learn|find out|view)(?: more| also| next|:| the full (?:story|article))(?:\b|\s|$).*",
            "Read more about the harbour.",
        ),
        inline=(
            r"[\[(]?(?:read more|also read|see also|read also|related)\s?[:|].*|[\[(](?:read|watch)\s?[:|].*",
            "(Also read: Fishermen protest)",
        ),
    ),
    _Phrase(
        line=(
            r"(?:also )?(?:related|more on this|more from|recommended|most read|trending|don['’]t miss"
            r"|you may also like|what to read next|in this article|must read|must watch|listen|watch live|live updates)"
            r"\s*(?::.*|\|.*|)",
            "Related: Why did the harbour close?",
        )
    ),
    _Phrase(
        line=(r"(?:click|tap) (?:here|to|on|below|through)\b.*", "Click here to see the pictures."),
        inline=(r"click here (?:to|for)\b.*", "Click here for more."),
    ),
    _Phrase(
        line=(r"(?:sign|signing) (?:up|in)\b.*|subscribe\b.*", "Sign up for our briefing!"),
        inline=(
            r"sign up (?:for|to|here)\b.*\b(?:newsletters?|alerts?|e-?mails?|inbox)\b.*",
            "Sign up here for our daily newsletter.",
        ),
    ),
    _Phrase(
        line=(
            r"already a (?:subscriber|member)\b.*|(?:log|register) (?:in|here|now)\b.*",
            "Already a subscriber? Log in.",
        )
    ),
    _Phrase(
        line=(
            r"(?:follow|like|join|find|connect with) .{0,60}\bon " + _SOCIAL_MEDIA + r"\b.*|follow @\w+.*",
            "Follow us on Facebook.",
        ),
        inline=(
            r"follow (?:us|@\w+)\b.*|(?:follow|like) .{0,60}\bon " + _SOCIAL_MEDIA + r"\b.*",
            "Like the Gazette on Facebook.",
        ),
    ),
    _Phrase(
        line=(
            r"(?:follow|find|see|read) (?:more |all |of |the )*[\w.]{1,30}(?:['’]s)? (?:(?:full|complete|latest) )?"
            r"coverage\b.{0,120}\b(?:https?://\S+|here\.?)",
            "Follow the Gazette’s coverage of prices at https://example.org/prices",
        )
    ),
    _Phrase(
        line=(
            r"share (?:this|on|via|your|with)\b.*|tweet (?:this|with)\b.*",
            "Share this with your friends.",
        ),
        inline=(r"share this (?:article|story|post)\b.*", "Share this article."),
    ),
    _Phrase(
        inline=(
            r"you(?:['’]re| are)? (?:receiv|gett?)(?:e|ed|ing|s)? this (?:e-?mail|newsletter|message|because you)\b.*",
            "You receive this e-mail because you signed up.",
        )
    ),
    _Phrase(inline=(r"unsubscribe\b.{0,60}|manage (?:your )?(?:preferences|subscriptions?)\b.*", "Unsubscribe here.")),
    _Phrase(line=(r"get (?:the|our) .{0,40}newsletters?\b.*", "Get our politics newsletter every week.")),
    _Phrase(
        line=(
            r".{0,60}\b(?:our|free|daily|weekly) (?:\w+ )?newsletters?\b.*",
            "The best of the week in our free newsletter.",
        )
    ),
    _Phrase(
        line=(r"(?:story|article) continues (?:below|after)\b.*", "Story continues below advertisement."),
        inline=(r"story continues below\b.*", "Story continues below."),
    ),
    _Phrase(
        line=_CONTINUE_READING,
        inline=_CONTINUE_READING,
    ),
    _Phrase(line=(r"advertisement\b.{0,40}|sponsored\b.{0,20}", "Advertisement.")),
    _Phrase(
        line=(r"watch the (?:\w+ ){0,2}video\b.*|see video\b.*", "Watch the full video!"),
        inline=(r"(?:watch|see) (?:the )?(?:video|pictures?) (?:below|above)\b.*", "Watch the video below."),
    ),
    _Phrase(inline=(r"scroll down (?:for|to)\b.*", "Scroll down for video.")),
    _Phrase(
        line=(
            r"(?:e-?mail|contact) (?:us|the (?:author|reporter|writer))\b.*",
            "Contact the author at news@example.org.",
        )
    ),
    _Phrase(line=(r"download (?:our|the) .{0,30}\bapp\b.*", "Download our free news app.")),
    _Phrase(line=(r"(?:leave|post) a comment\b.*|\d* ?comments?", "12 comments")),
    _Phrase(
        line=(r"please (?:enable|turn on) javascript\b.*", "Please enable JavaScript to view this page."),
        inline=(r"please (?:enable|turn on) javascript\b.{0,60}", "Please enable JavaScript to watch this video."),
    ),
    _Phrase(inline=(r"[\w.+-]{1,40}@[\w.-]{1,60}", "ann.lee@example.org")),
    _Phrase(inline=(r"a post shared by .*", "A post shared by Ann Lee (@annlee).")),
    _Phrase(
        inline=(
            r"to contact the (?:reporters?|editors?|authors?|staff)\b.*",
            "To contact the reporter on this story: Ann Lee in Oslo.",
        )
    ),
    _Phrase(
        inline=(
            r"[(\[-]?\s?with (?:additional )?(?:inputs?|reporting|files) (?:from|by)\b.{0,80}",
            "(With inputs from agencies)",
        )
    ),
    _Phrase(
        inline=(
            _PUBLISHED,
            "Last updated at 2:18 PM on 30th December 2011.",
        )
    ),
    _Phrase(line=(r"this (?:site|website) uses cookies\b.*", "This site uses cookies.")),
)
_STAFF = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}"
# Labels before a hyperlink inside a paragraph, and names, are recognised by their capitals.
INLINE_LABELS = (
    (
        r"(?i:(?:additional |further )?(?:reporting|editing|research|production|graphics|photography|edited|produced"
        rf"|translated|fact-check\w*)(?: and \w+)? by) {_STAFF}(?:(?:,| and|, and) {_STAFF}){{0,4}}"
        rf"(?: in {_STAFF})?\.?",
        "Edited by Ann Lee and Bo Diaz.",
    ),
    (
        r"(?:READ MORE|READ ALSO|RELATED|MORE|WATCH|SEE ALSO|CLICK HERE|ALSO READ)\b\s?[:|>].*",
        "READ MORE: Fishermen protest.",
    ),
    (r"(?:Read|Watch|Listen|See)\s?:.*", "Watch: Fishermen protest."),
    (r"The (?:opinions|views) expressed .{0,60}\bown\b.*", "The opinions expressed here are the author's own."),
    (
        r"(?:[A-Z][A-Za-z.,’' ]{1,40} )?\((?:[A-Z]{2,6}|Reuters|Bloomberg)\)|\(Source: [^)]{1,60}\)"
        r"|\((?:(?:[A-Z][\w&’'-]*|of|and|the|for)\s?){1,5}\)",
        "Washington (CNN)",
    ),
    (
        r"[-–—]{1,2}\s?(?:(?:Thomson )?Reuters|AP|AFP|PTI|ANI|IANS|Xinhua|Bloomberg|Associated Press)\.?",
        "—Reuters",
    ),
    (
        r"The (?:author|writer) is an? .{0,80}\b(?:columnist|contributor|reporter|journalist|editor|writer)\b.{0,40}",
        "The author is a regular columnist.",
    ),
)
LINE_RIGHTS = tuple(phrase.line for phrase in _RIGHTS_NOTICES if phrase.line)
LINE_CALLS = tuple(phrase.line for phrase in _CALLS_TO_ACTION if phrase.line)
INLINE_PHRASES = tuple(phrase.inline for phrase in (*_RIGHTS_NOTICES, *_CALLS_TO_ACTION) if phrase.inline)
