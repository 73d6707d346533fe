-- why: an object has one open case a family; a second vital of it that leaves its range joins that case instead of opening one.
create table event_vitals (
  event uuid not null references events (id),
  vital text not null,
  area text not null,
  -- the newest period its number was told of there
  period text not null,
  primary key (event, vital, area)
);
create index event_vitals_about on event_vitals (vital, area);
