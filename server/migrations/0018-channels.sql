-- why: messages that leave by webhook, robot, SMS and voice need an owner when they are given up, and a demo needs to show what it "sent"
alter table outbox add column owner text;
create index outbox_failed on outbox (made_at) where state = 'failed';

-- what the stand-in of a gateway was handed: the number masked, and how often the same message came
create table sent_messages (
  key text primary key,
  channel text not null,
  phone text not null,
  text text not null,
  times int not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null
);
create index sent_messages_newest on sent_messages (first_at desc, key desc);
