"""The table of doubts about an actor's name and kind; one is enough for it not to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.prominence.doubtful_names import is_common_word, is_garbled, is_in_table, is_made_of_common_words
from bot.text.actors.prominence.doubtful_organisations import (
    are_people,
    has_first_name,
    is_bare_word_for_organisations,
    is_cut,
    is_modifier,
    is_seldom_named_word,
    is_unlikely_organisation,
    is_used_like_place,
)
from bot.text.actors.prominence.doubtful_persons import is_owner_in_name, is_reached, is_team, is_unlikely_person
from bot.text.actors.prominence.doubtful_places import is_club, is_unlikely_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.prominence.mentions import Prominence

__all__ = ["DOUBTS"]

DOUBTS: tuple[tuple[ActorKind | None, Callable[[Prominence], bool], str], ...] = (
    (ActorKind.PERSON, is_unlikely_person, "[Top Gear] returns. [Top Gear] was axed."),
    (ActorKind.PERSON, is_made_of_common_words, "[Acme Armoured Vehicles] makes vehicles."),
    (ActorKind.PERSON, is_owner_in_name, "[Martha]'s Vineyard is an island."),
    (ActorKind.PERSON, is_reached, "The road leads to [Kalindi Kunj]."),
    (ActorKind.PERSON, is_team, "The draw is over. [Lazio] were favourites."),
    (ActorKind.ORGANISATION, is_made_of_common_words, "[Star Grade] gives a grade."),
    (ActorKind.ORGANISATION, are_people, "[LGBT Nebraskans] hope."),
    (ActorKind.ORGANISATION, has_first_name, "[Mary Twain] sang."),
    (ActorKind.ORGANISATION, is_seldom_named_word, "[Skura] agreed. The judge heard [Skura]."),
    (ActorKind.ORGANISATION, is_modifier, "They issued [Aadhaar] numbers."),
    (ActorKind.ORGANISATION, is_unlikely_organisation, "She stayed in [Westhaven]."),
    (ActorKind.ORGANISATION, is_bare_word_for_organisations, "The [Department] said no."),
    (ActorKind.ORGANISATION, is_used_like_place, "The bank is in [Falls Church], Virginia."),
    (ActorKind.ORGANISATION, is_cut, "The England and [Wales Cricket Board] dismissed him."),
    (None, is_in_table, "[Waugh] b Vaas 22. Ponting not out 46, Bevan 56, Slater 9."),
    (None, is_garbled, "[HLNtv)Actress Alyssa Milano] tweeted."),
    (None, is_common_word, "The [Metro] is full, other metros are not."),
    (ActorKind.PLACE, is_unlikely_place, "[Opana] was abused."),
    (
        ActorKind.PLACE,
        is_club,
        "[Newcastle] won the match. The striker won the final of the season, the match of the final goal.",
    ),
)
"""What makes an actor of a kind (None: of any) too doubtful to be shown, with an example."""
