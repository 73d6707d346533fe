-- why: a number counted from readings belongs to one version of its vital: what comes late is added by the definition its period was begun with, never by another

create table vital_count_spans (
  vital int not null references vitals (id),
  -- the start of the first period this version counts; it counts until the next one begins
  since timestamptz not null,
  version int not null,
  primary key (vital, since)
);
-- Whatever was counted so far goes on being counted as it was.
insert into vital_count_spans (vital, since, version) select vital, '-infinity', version from vital_counts where tx is not null;
