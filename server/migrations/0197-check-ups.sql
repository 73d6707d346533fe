-- why: a check-up of an area (体检表) is kept as it was known then, so that the next can be held against it
create table check_ups (
  id text primary key,
  -- code of the area: of the city, an operating district, a town
  area text not null,
  no int not null,
  made text not null check (made in ('schedule', 'asked')),
  -- who asked; null: the schedule
  actor text,
  body jsonb not null,
  at timestamptz not null,
  unique (area, no)
);
