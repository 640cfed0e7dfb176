"""Embeds as text, for channels where they may not be sent."""

from __future__ import annotations

import discord

from bot.ui.text_fallback import embeds_text


def test_a_heading_of_a_list_is_above_it_in_plain_text() -> None:
    embed = discord.Embed(description="No article has it.")
    embed.add_field(name="Did you mean …", value="• Trade\n• Health")
    embed.add_field(name="Version", value="1.0")
    assert embeds_text([embed]) == "No article has it.\n\n**Did you mean …**\n• Trade\n• Health\n\n**Version:** 1.0"


def test_an_embed_is_text_from_top_to_bottom() -> None:
    embed = discord.Embed(title="Title", url="https://news.example/a")
    embed.set_author(name="Wire *one*")
    embed.set_footer(text="full text")
    assert embeds_text([embed]) == "Wire \\*one\\*\n\n**Title**\n\nhttps://news.example/a\n\nfull text"
