-- why: a case of a whole zone, or of a district that left towns to one, is kept under one of its towns and must not count there; the few there are are found at once
create index events_kept_under_town on events (vital_area)
  where object is null and vital_area is not null and right(area, length(vital_area) + 1) <> vital_area || '/';
