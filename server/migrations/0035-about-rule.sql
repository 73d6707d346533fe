-- why: when the last event about a rule ended is asked for each finding beyond its budget, and the unique index knows only open ones
create index events_about_rule on events (about_rule) where about_rule is not null;
