"""Values -> what Discord shows. The only place that knows Discord's limits, its Markdown and its buttons."""
