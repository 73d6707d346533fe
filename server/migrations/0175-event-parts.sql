-- why: a truck loads in one district, is seen in a second, tips in a third, and its firm sits in a fourth: each has a part in the one case

create table event_parts (
  event uuid not null references events,
  -- the event it came with: where a merged event is split off again, its parts go with it
  home_event uuid not null references events,
  -- what it follows from; null: the event opened by itself
  signal uuid references signals,
  why text not null check (why in ('place', 'source', 'sighting', 'firm')),
  area text not null,
  -- the operating district the area lies in: a zone is one without being a division
  district text not null,
  -- of the place there
  name text not null,
  ref text not null,
  -- what it follows from by name: a ticket, a permit, a plate
  named text,
  at timestamptz not null,
  since timestamptz not null
);
create unique index event_parts_once on event_parts (home_event, coalesce(signal, home_event), why, area, ref);
create index event_parts_event on event_parts (event);
create index event_parts_area on event_parts (area text_pattern_ops, since desc);
create index event_parts_signal on event_parts (signal);
