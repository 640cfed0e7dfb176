from __future__ import annotations

from bot import __version__
from bot.intake.http.user_agent import user_agent


def test_the_user_agent_names_the_bot_its_version_and_a_contact() -> None:
    named = user_agent("https://club.example/bot")
    assert named == f"Mozilla/5.0 (compatible; BriefingBot/{__version__}; +https://club.example/bot)"
    assert "+" not in user_agent(None)
