-- why: a change at a desk by which an object would leave red or orange is not one person's act: a second person confirms it within a day

create table object_requests (
  id uuid primary key,
  -- whose entry is changed: an object, or the paper of another
  object text not null references objects,
  -- of the change as a whole: what it was asked with, fields that become another, why, what proves it, the sheet it came by
  wish jsonb not null,
  changes jsonb not null,
  rated text[] not null,
  reason text,
  evidence jsonb not null,
  sheet text,
  -- objects that would leave their level by it: [{ object, name, from, to }]
  leaves jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'refused', 'withdrawn', 'lapsed')),
  asked_by text not null references persons,
  actor jsonb not null,
  tier text not null,
  asked_at timestamptz not null,
  lapses_at timestamptz not null,
  decided_by text references persons,
  decided_at timestamptz,
  answer text
);
create unique index object_requests_waiting on object_requests (object) where state = 'waiting';
