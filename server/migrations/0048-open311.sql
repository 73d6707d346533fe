-- why: a citizen's app sends again when it heard no answer: what it sent once stays one report; and its e-mail is personal data of that report
create table open311_posts (
  key text not null,
  digest bytea not null,
  report uuid,
  made_at timestamptz not null,
  primary key (key, digest)
);
create index open311_posts_made on open311_posts (made_at);
alter table reports add column email text;
-- what everybody may ask for: the newest of a span
create index reports_citizen on reports (received_at desc, id desc) where source = 'citizen';
