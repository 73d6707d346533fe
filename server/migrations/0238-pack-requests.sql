-- why: what decides whom a district calls is changed by two as well: a request now asks for the switch or for settings, one at a time at a place

alter table pack_off_requests rename to pack_requests;
alter index pack_off_requests_pkey rename to pack_requests_pkey;
alter index pack_off_requests_waiting rename to pack_requests_waiting;
alter index pack_off_requests_pack rename to pack_requests_pack;
alter table pack_requests
  add column what text not null default 'off' check (what in ('off', 'settings')),
  -- [{ setting, from, to }], null: none of its own; of settings only
  add column changes jsonb not null default '[]',
  -- what was in force when it was asked for: if that has moved, what was replayed is not what would come
  add column basis jsonb,
  -- the replay it was asked with, and what it found in words of both languages
  add column backtest uuid,
  add column tried jsonb,
  -- the request whose change it takes back
  add column undoes uuid references pack_requests;
alter table pack_requests alter column what drop default;
update timers set kind = 'pack.request-due', key = 'pack-request:' || (body ->> 'request') where kind = 'pack.off-due';
