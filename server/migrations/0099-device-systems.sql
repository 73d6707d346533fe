-- why: one system behind a fire-alarm transmitter that is normal says nothing about the fire of another one
-- How each system last stood: {"1.1": {"at": "…", "values": {"fire": 1, "fault": 0, "shielded": 0}}}.
alter table device_states add column systems jsonb not null default '{}';
