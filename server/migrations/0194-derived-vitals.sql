-- why: vitals counted from the city's own rows: which period of which version was counted for every area, so that a new period begins with a count and not with a gap
create table vital_counts (
  vital int primary key references vitals (id),
  version int not null,
  -- the start of the newest period that was counted for all areas
  period timestamptz not null
);
create index vitals_counted on vitals (id) where definition ? 'count';
