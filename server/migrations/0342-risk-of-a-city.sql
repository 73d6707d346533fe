-- why: the five colours of a whole city were counted off an index of many columns (13 MB for 44,000 objects), what its ratings stand on off whole rows of 22 MB
-- In the order they are counted in, and nothing beside: rows alike share one entry, so each is a small part of that.
create index objects_by_level on objects (town, risk, kind) where valid_to is null and rated;
create index objects_unrated on objects (town, kind) where valid_to is null and not rated;
create index object_risks_reckoned on object_risks (kind, unknown, indicators);
create index object_risks_oldest on object_risks (rated_at);
