-- why: what is carried from place to place goes under tickets of the gates; positions, permits and tickets are held against each other

create table tickets (
  pack text not null,
  no text not null,
  -- objects named by their codes, as everywhere in the register
  from_code text not null,
  to_code text not null,
  plate text not null,
  carrier text references objects,
  area text not null,
  load double precision not null check (load > 0),
  opened_at timestamptz not null,
  opened_by text,
  closed_at timestamptz,
  closed_load double precision check (closed_load >= 0),
  closed_by text,
  told_by text not null,
  received_at timestamptz not null,
  demo boolean not null default false,
  primary key (pack, no),
  check (closed_at is null or closed_at >= opened_at)
);
create index tickets_carrier on tickets (carrier, opened_at desc);
create index tickets_from on tickets (pack, from_code, opened_at desc);
create index tickets_open on tickets (pack, opened_at) where closed_at is null;
create index tickets_plate on tickets (pack, plate, opened_at desc);

-- Up to which reading a carrier's device was looked at, and what is remembered of its trip.
create table haul_states (
  device text primary key,
  at timestamptz not null,
  state jsonb not null
);

-- What was found, once by its key (check, carrier and trip; ticket; site and month), with the values it follows from.
create table haul_findings (
  id uuid primary key,
  pack text not null,
  key text not null,
  check_id text not null,
  type text not null,
  object text references objects,
  area text not null,
  lon double precision not null,
  lat double precision not null,
  at timestamptz not null,
  found_at timestamptz not null,
  evidence jsonb not null,
  demo boolean not null,
  unique (pack, key)
);
create index haul_findings_object on haul_findings (object, at desc);
