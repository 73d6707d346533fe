-- why: a view library tells what its cameras notice only once it is asked; what was asked outlives a restart and is taken back when its number ends

-- One subscription of ours at one address of a view library (GA/T 1400). `wanted` false: it is being taken back, then the row goes.
create table camera_subscriptions (
  id uuid primary key,
  number text not null,
  address text not null,
  wanted boolean not null default true,
  -- its number there; null until it is asked for
  subscription text,
  state text not null check (state in ('waiting', 'asked', 'granted', 'refused', 'away')),
  -- when the other side last answered, or did not
  state_at timestamptz not null,
  asked_at timestamptz,
  ends_at timestamptz,
  failure jsonb,
  tries int not null default 0,
  next_at timestamptz not null,
  -- the password of a number that has ended, until its subscription is taken back
  code text
);
create unique index camera_subscriptions_wanted on camera_subscriptions (number) where wanted;
