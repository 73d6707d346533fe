-- why: counting the levels of a city reads an index instead of every reason and score of 40,000 buildings

create index object_risks_levels on object_risks (object) include (level, unknown, indicators, rated_at);
