-- why: a copied cookie could take a wall's new key first and shut the wall out unseen: a seat knows the machine its key was given to, and former keys are remembered for a month, so that one that is refused is told
alter table wall_pairings
  -- who shows the code
  add column address text,
  add column agent text;
alter table wall_seats
  -- with key_agent: the machine that took the key in use; of the first key the one that showed the code
  add column key_address text,
  add column next_address text;
-- What is known of the seats there are: from where the browser of the key was seen last, else who came first. Where nothing is known the next load tells.
update wall_seats s set key_address = m.address, key_agent = m.agent
from (
  select distinct on (m.seat) m.seat, m.address, m.agent
  from wall_seat_machines m join wall_seats s on s.id = m.seat
  where s.key_agent is null or s.key_agent = m.agent
  order by m.seat, case when s.key_agent is null then m.first_at end, m.last_at desc) m
where m.seat = s.id;

-- Keys a seat had before: good for a short time, then refused and told.
create table wall_seat_former_keys (
  key_hash bytea primary key,
  seat uuid not null references wall_seats on delete cascade,
  -- when the next one was taken, and until when this one was good
  changed_at timestamptz not null,
  until timestamptz not null
);
create index wall_seat_former_keys_seat on wall_seat_former_keys (seat);
insert into wall_seat_former_keys (key_hash, seat, changed_at, until)
select former_hash, id, key_at, former_until from wall_seats where former_hash is not null on conflict do nothing;
alter table wall_seats drop column former_hash, drop column former_until;

-- when a machine was refused with a former key and who let the seat in was told
alter table wall_seat_machines add column refused_at timestamptz;
