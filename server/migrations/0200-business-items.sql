-- why: what the units of a city do again and again (业务事项) is a catalogue of some 550,000 rows, and what districts built of their own (特色应用) a register of 181

create table business_items (
  code text collate "C" primary key,
  name text not null,
  tier text not null check (tier in ('city', 'district', 'town')),
  unit text not null references units (id),
  -- path of the first area the unit answers for
  area text not null check (area like '%/'),
  -- what begins it: the event type of a pack, and words
  type text,
  trigger_words text,
  basis text,
  -- limits as they are written in short: 2uh, 4wh, 3wd, 5d, 5wd-next
  accept_limit text,
  finish_limit text,
  state text not null default 'in-force' check (state in ('in-force', 'stopped')),
  -- name and the first letters of its pinyin, small letters: what is looked for
  words text not null,
  version int not null default 1,
  changed_at timestamptz not null,
  demo boolean not null default false
);
create index business_items_area on business_items (area text_pattern_ops);
create index business_items_unit on business_items (unit, code);
create index business_items_tier on business_items (tier, code);
create index business_items_type on business_items (type, code) where type is not null;
create index business_items_stopped on business_items (code) where state = 'stopped';
create index business_items_words on business_items using gin (grams(words, 1));

create table special_apps (
  code text collate "C" primary key,
  name text not null,
  -- null: the city's own
  district text references operating_districts (code),
  unit text not null references units (id),
  area text not null check (area like '%/'),
  state text not null check (state in ('planned', 'online')),
  since date check (state = 'planned' or since is not null),
  -- the pack of this platform that is it
  pack text,
  words text not null,
  version int not null default 1,
  changed_at timestamptz not null,
  demo boolean not null default false
);
create index special_apps_area on special_apps (area text_pattern_ops);
