-- why: for the worst objects of a district every risky one of the city was looked up
create index objects_risky on objects (area text_pattern_ops) include (id, kind) where valid_to is null and risk in ('red', 'orange');
