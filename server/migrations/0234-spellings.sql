-- why: objects, posts and people are looked up by pinyin and first letters; nobody who writes a name need spell it.
-- How names are typed without characters (拼音、首字母), kept beside what they are names of by `server/city/spelling`.
create table spellings (
  kind text not null check (kind in ('object', 'post', 'person')),
  id text not null,
  -- hash of the name that was spelled: another one is spelled anew
  of text not null,
  spelled text not null,
  primary key (kind, id)
);
