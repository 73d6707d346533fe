-- why: switching off a pack that calls people is not one person's act: a second person of the same place confirms it within a day

create table pack_off_requests (
  id uuid primary key,
  pack text not null,
  -- path of the district; '': the whole city
  area text not null,
  reason text not null,
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'refused', 'withdrawn', 'lapsed')),
  asked_by text not null references persons,
  asked_at timestamptz not null,
  lapses_at timestamptz not null,
  decided_by text references persons,
  decided_at timestamptz,
  answer text
);
create unique index pack_off_requests_waiting on pack_off_requests (pack, area) where state = 'waiting';
create index pack_off_requests_pack on pack_off_requests (pack, asked_at desc);
