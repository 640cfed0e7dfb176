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
    (ActorKind.PERSON, is_unlikely_person, "Top Gear returns. Top Gear was axed."),
    (ActorKind.PERSON, is_made_of_common_words, "Acme Armoured Vehicles makes vehicles."),
    (ActorKind.PERSON, is_owner_in_name, "Martha's Vineyard is an island. They left Martha's Vineyard."),
    (ActorKind.PERSON, is_reached, "The road leads to Kalindi Kunj. Buses stop at Kalindi Kunj."),
    (ActorKind.PERSON, is_team, "The draw is over. Lazio were favourites. Lazio lost."),
    (ActorKind.ORGANISATION, is_made_of_common_words, "The Apple Watch is a watch. The Apple Watch is here."),
    (ActorKind.ORGANISATION, are_people, "LGBT Nebraskans hope. LGBT Nebraskans wait."),
    (ActorKind.ORGANISATION, has_first_name, "Shania Twain sang. Shania Twain left."),
    (ActorKind.ORGANISATION, is_seldom_named_word, "Skura agreed. The judge heard Skura."),
    (ActorKind.ORGANISATION, is_modifier, "Aadhaar numbers are issued. Aadhaar seeding helps."),
    (ActorKind.ORGANISATION, is_unlikely_organisation, "He took it by IV. IV drugs are rare."),
    (ActorKind.ORGANISATION, is_bare_word_for_organisations, "The Department said no. The Department was closed."),
    (ActorKind.ORGANISATION, is_used_like_place, "He lives in Falls Church, Virginia. It is in Falls Church."),
    (ActorKind.ORGANISATION, is_cut, "[U.S. Immigration] and Customs Enforcement closed it."),
    (None, is_in_table, "Waugh b Vaas 22. Ponting not out 46."),
    (None, is_garbled, "HLNtv)Actress Alyssa Milano tweeted."),
    (None, is_common_word, "The Metro is full. Other metros are not. The Metro runs."),
    (ActorKind.PLACE, is_unlikely_place, "Opana was abused. Opana is a drug."),
    (ActorKind.PLACE, is_club, "Newcastle won the match. They beat Newcastle."),
)
"""What makes an actor of a kind (None: of any) too doubtful to be shown, with an example."""
