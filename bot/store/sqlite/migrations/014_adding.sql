-- The address of the page's own picture, if the page names one.
ALTER TABLE article ADD COLUMN picture TEXT;

-- How posts in a channel look: full or compact, and whether with the picture of the article's page.
ALTER TABLE subscription ADD COLUMN style TEXT NOT NULL DEFAULT 'full' CHECK (style IN ('full', 'compact'));

ALTER TABLE subscription ADD COLUMN picture INTEGER NOT NULL DEFAULT 0;

-- Whether an article from a link is shown to its editor before it is stored; NULL stands for the default.
ALTER TABLE guild ADD COLUMN confirm_links INTEGER;
