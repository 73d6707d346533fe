-- why: what is published to people about what is coming: each message of a chain stays as it was sent, the newest one counts
create table warnings (
  id uuid primary key,
  -- the key it came by, and its name there: the same message sent again is the same row
  key text not null,
  sender text not null,
  identifier text not null,
  digest bytea not null,
  kind text not null check (kind in ('alert', 'update', 'cancel')),
  exercise boolean not null,
  restricted boolean not null,
  colour text not null check (colour in ('red', 'orange', 'yellow', 'blue')),
  event text not null,
  headline text,
  description text,
  instruction text,
  publisher text not null,
  area_words text not null,
  -- paths of the areas it is about; what is smaller counts for its district
  areas text[] not null,
  sent_at timestamptz not null,
  from_at timestamptz not null,
  to_at timestamptz,
  -- the first message of its chain
  chain uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  -- the whole message, by the names of CAP
  alert jsonb not null,
  received_at timestamptz not null,
  demo boolean not null default false,
  unique (key, sender, identifier)
);
create index warnings_sent on warnings (sent_at desc, id desc);
create index warnings_chain on warnings (chain);
create index warnings_open on warnings (to_at) where ended_at is null;
