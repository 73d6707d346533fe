-- why: a gap of a roster for today or tomorrow is told once a day, and its notice goes when the gap is filled
create table duty_gaps (
  id uuid primary key,
  post text not null references posts (id),
  -- the city's day on which it was told
  day date not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  found_at timestamptz not null,
  over_at timestamptz
);
create index duty_gaps_open on duty_gaps (post) where over_at is null;

alter table notices add column gap uuid;
create index notices_gap on notices (gap) where gap is not null;
