-- why: a definition that opens events is not put in force by one person: a second person confirms it within a day

create table vital_requests (
  id uuid primary key,
  vital int not null references vitals (id),
  -- the version it was asked over, and what shall follow it
  version int not null,
  definition jsonb not null,
  -- path of the area the vital belongs to
  area text not null,
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'refused', 'withdrawn', 'lapsed')),
  asked_by text not null references persons,
  asked_at timestamptz not null,
  lapses_at timestamptz not null,
  decided_by text references persons,
  decided_at timestamptz,
  answer text
);
create unique index vital_requests_waiting on vital_requests (vital) where state = 'waiting';
create index vital_requests_vital on vital_requests (vital, asked_at desc);
