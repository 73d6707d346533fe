-- why: a CloudEvent is known by its source and id; one that comes again is not kept twice, whatever else it says now
create table cloud_event_ids (
  id text collate "C" primary key,
  heard_at timestamptz not null
);
create index cloud_event_ids_heard_at on cloud_event_ids (heard_at);
