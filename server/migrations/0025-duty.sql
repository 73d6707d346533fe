-- why: the roster shows of every post when somebody of it was called last, and must not read all calls ever made for that
create index call_attempts_post on call_attempts (post, asked_at desc);

-- why: what was sent to people and systems is listed newest first, and commands of devices are most of what leaves
create index outbox_newest on outbox (made_at desc, key desc) where channel <> 'mqtt';
-- the list reads the outbox itself; the stand-in's own order is asked for by nobody any more
drop index sent_messages_newest;
