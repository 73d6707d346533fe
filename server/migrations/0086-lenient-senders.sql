-- why: devices whose check sum or declared length is wrong by make are read by a person's leave, and counted apart
alter table senders add column lenient boolean not null default false;
