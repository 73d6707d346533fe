-- why: a city enters its own working hours and the State Council's new notice while it runs; deadlines reckoned before must be reckoned again
create table calendars (
  version int primary key,
  body jsonb not null,
  source text not null,
  made_at timestamptz not null,
  made_by text not null
);
