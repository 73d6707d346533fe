-- why: whoever answers for many vitals is told once of all that are silent, not once of each
create table vital_asks (
  -- the unit and the post that answer, '' where none is named
  owner text not null,
  owner_post text not null,
  asked_at timestamptz not null,
  -- vitals and places that were silent when they were told
  vitals int not null,
  areas int not null,
  primary key (owner, owner_post)
);
-- whose silent vitals a notice is about: unit/post
alter table notices add column silent_of text;
create index notices_silent on notices (silent_of) where silent_of is not null and cancelled_at is null;
-- Those of before, one of each vital, are withdrawn; at the next start each owner is told once.
update notices set cancelled_at = now() where kind = 'vital-silent' and cancelled_at is null;
