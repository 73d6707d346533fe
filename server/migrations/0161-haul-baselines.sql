-- why: what came of the platform is only known beside what was before it, and only the district knows that, from its own papers

create table haul_baselines (
  id uuid primary key,
  pack text not null,
  -- path of the district
  area text not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  found integer not null check (found > 0),
  handled integer not null check (handled between 0 and found),
  -- null: the papers do not say
  hours double precision check (hours >= 0),
  source text not null,
  made_at timestamptz not null,
  made_by text not null,
  made_name text not null,
  -- the newer one took its place
  ended_at timestamptz
);
create unique index haul_baselines_in_force on haul_baselines (pack, area) where ended_at is null;
