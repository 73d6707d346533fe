-- why: thousands of devices that fall silent together must not hold up the clocks of people's work
alter table timers add column bulk boolean not null default false;
update timers set bulk = true where kind = 'detect.wake';
drop index timers_due;
create index timers_due on timers (bulk, due_at) where tries < 5;
