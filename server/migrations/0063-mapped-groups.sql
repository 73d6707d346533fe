-- why: nothing speaks Sparkplug here yet, so no feed has a group; a feed of entities is found by its key
alter table mapped_feeds drop column "group";
alter table mapped_feeds drop constraint mapped_feeds_kind_check;
alter table mapped_feeds add constraint mapped_feeds_kind_check check (kind in ('file', 'poll', 'ngsi-ld'));
create index mapped_feeds_key on mapped_feeds (key) where key is not null;
