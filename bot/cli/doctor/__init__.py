"""``doctor``: looks at everything a running bot needs, changes nothing, and says for each fault what to do."""

from bot.cli.doctor.discord_checks import examine_there
from bot.cli.doctor.local_checks import examine_here
from bot.cli.doctor.report import Finding, State, show
from bot.cli.doctor.settings_checks import examine_settings

__all__ = ["Finding", "State", "examine_here", "examine_settings", "examine_there", "show"]
