-- why: how many red objects a city has read the whole index of towns (2,500 pages); the few that are red or orange stand in one of their own
drop index objects_risky;
create index objects_risky on objects (area text_pattern_ops) include (id, kind, risk, rated) where valid_to is null and risk in ('red', 'orange');
