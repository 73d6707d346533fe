-- why: an appointment to a post with rights over cases grants nothing until a second administrator has confirmed it
create table waiting_appointments (
  id text primary key,
  person text not null references persons (id),
  post text not null references posts (id),
  kind text not null check (kind in ('main', 'concurrent', 'temporary', 'seconded', 'delegated')),
  valid_from timestamptz not null,
  valid_to timestamptz,
  delegated_by text references persons (id),
  asked_by text not null references persons (id),
  asked_at timestamptz not null,
  decided_by text references persons (id),
  decided_at timestamptz,
  check ((decided_by is null) = (decided_at is null))
);
create unique index waiting_appointments_once on waiting_appointments (person, post) where decided_at is null;
create index waiting_appointments_post on waiting_appointments (post);
