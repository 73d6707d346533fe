-- why: a wall's machine is known by a cookie, which can be copied: each seat keeps from where it is used, its key changes at the nightly load, and who let it in is told of a second machine
alter table wall_seats
  -- who let it in, to be told; made_by is the name
  add column made_by_person text,
  -- since when its key is in use, and by which browser it was taken
  add column key_at timestamptz,
  add column key_agent text,
  -- the key handed out to take its place, until somebody uses it
  add column next_hash bytea unique,
  add column next_at timestamptz,
  add column next_agent text,
  -- the key before, good for a short time in the same browser
  add column former_hash bytea,
  add column former_until timestamptz;
create index wall_seats_former on wall_seats (former_hash) where former_hash is not null;
update wall_seats s set key_at = s.made_at, made_by_person = (
  select f.actor->>'id' from facts f where f.kind = 'wall.seated' and f.subject = s.id::text and f.actor->>'kind' = 'person' limit 1);
alter table wall_seats alter column key_at set not null;

-- From where a seat was used: address and browser, the first and the last time.
create table wall_seat_machines (
  seat uuid not null references wall_seats on delete cascade,
  address text not null,
  agent text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- who let the seat in was told that it is used beside another
  told_at timestamptz,
  primary key (seat, address, agent)
);
