-- why: a split gives every report and signal back to the event it came from, also out of a chain of merges: where they follow now (event) is not where they belong (home_event)

alter table reports add column home_event uuid;
update reports r set home_event = coalesce(
  (select (f.body->>'event')::uuid from facts f
   where f.subject = r.id::text and f.kind = 'reporter.told' and f.body->>'event' is not null order by f.recorded_at, f.id limit 1),
  r.event);
create index reports_home on reports (home_event);

alter table signals add column home_event uuid;
update signals s set home_event = coalesce(
  (select (f.body->>'event')::uuid from facts f
   where f.subject = s.id::text and f.kind in ('signal.opened', 'signal.merged') order by f.recorded_at, f.id limit 1),
  (select e.id from events e where e.alarm = s.alarm order by e.opened_at limit 1),
  s.event);
create index signals_home on signals (home_event);

create index events_merged_into on events (merged_into) where merged_into is not null;
