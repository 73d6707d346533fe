-- why: a tier closes a period of its numbers: what is told under it for that time is refused until it opens it again, and what changed since is shown
create table vital_locks (
  id bigint generated always as identity primary key,
  -- code of the tree or of an operating district
  area text not null,
  cadence text not null,
  period timestamptz not null,
  until timestamptz not null,
  locked_at timestamptz not null,
  locked_by text not null references persons (id),
  opened_at timestamptz,
  opened_by text references persons (id),
  reason text,
  check ((opened_at is null) = (opened_by is null)),
  check (period < until)
);
create unique index vital_locks_once on vital_locks (area, period, until) where opened_at is null;
-- what was told since a moment is looked for rarely and over all vitals
create index vital_values_known on vital_values using brin (known_at);
