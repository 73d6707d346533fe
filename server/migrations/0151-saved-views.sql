-- why: a list filtered the same way every morning is kept under a name, for oneself or for the whole unit
create table saved_views (
  id text primary key,
  -- for one person, or for everybody of a unit
  person text references persons,
  unit text references units,
  name text not null,
  -- the filter as the list takes it
  filter jsonb not null,
  sort int not null,
  made_at timestamptz not null,
  check (num_nonnulls(person, unit) = 1)
);
create unique index saved_views_person on saved_views (person, name) where person is not null;
create unique index saved_views_unit on saved_views (unit, name) where unit is not null;
