-- why: one message may warn of several things at once, red here and orange there: each is a warning of its own
alter table warnings add column part smallint not null default 0;
alter table warnings drop constraint warnings_key_sender_identifier_key;
alter table warnings add constraint warnings_once unique (key, sender, identifier, part);
