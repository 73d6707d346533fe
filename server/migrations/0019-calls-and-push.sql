-- why: a red call must be answered by a person or climb, and everybody must be able to see which way was tried, when, and what came of it
create table call_attempts (
  -- order, rung, person, channel: the same attempt is never made twice
  key text primary key,
  id uuid unique not null,
  event uuid not null,
  work_order uuid not null,
  step int not null,
  -- which step of the ladder of channels
  at_step int not null,
  post text not null,
  person text not null,
  person_name text not null,
  channel text not null check (channel in ('app', 'sms', 'voice')),
  why text not null,
  code text not null,
  state text not null check (state in ('asked', 'sent', 'answered', 'failed', 'stopped')),
  answer text check (answer in ('accepted', 'known', 'refused')),
  error text,
  asked_at timestamptz not null,
  sent_at timestamptz,
  settled_at timestamptz
);
create index call_attempts_order on call_attempts (work_order, asked_at);
create index call_attempts_event on call_attempts (event, asked_at);
create index call_attempts_code on call_attempts (code) where state in ('asked', 'sent');

-- who stands in for whoever is on the shift
alter table duty_shifts add column deputy text references persons (id);

-- why: a phone in a pocket hears nothing of the live stream; a browser can be woken by a push, for as long as somebody is signed in on it
create table push_subscriptions (
  id uuid primary key,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  person text not null references persons (id),
  session bytea not null,
  made_at timestamptz not null
);
create index push_subscriptions_person on push_subscriptions (person);
-- the one key by which push services know this platform
create table push_keys (
  one boolean primary key default true check (one),
  private_key bytea not null,
  made_at timestamptz not null
);

-- the column holds a masked number only, and says so
alter table sent_messages rename column phone to masked_phone;
