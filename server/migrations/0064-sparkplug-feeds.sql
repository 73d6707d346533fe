-- why: water works speak Sparkplug B over MQTT; each of their groups belongs to one feed, which knows who of it said goodbye
alter table mapped_feeds drop constraint mapped_feeds_kind_check;
alter table mapped_feeds add constraint mapped_feeds_kind_check check (kind in ('file', 'poll', 'ngsi-ld', 'sparkplug'));
alter table mapped_feeds add column "group" text;
alter table mapped_feeds add column gone text[] not null default '{}';
create unique index mapped_feeds_group on mapped_feeds ("group") where "group" is not null;
