"""``doctor``: looks at everything a running bot needs, changes nothing, and says for each fault what to do."""

from bot.doctor.findings import Finding, State, show
from bot.doctor.here import examine_here
from bot.doctor.settings import examine_settings
from bot.doctor.there import examine_there

__all__ = ["Finding", "State", "examine_here", "examine_settings", "examine_there", "show"]
