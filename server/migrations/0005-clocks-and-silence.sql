-- why: silence counts from the last usable reading, and a clock that was set back is known by two readings that keep pace
alter table device_states
  add column last_fed timestamptz,
  add column late_at timestamptz,
  add column late_received timestamptz;
update device_states set last_fed = last_received;
