-- why: a drill runs through the same machinery as a real event, marked as such from its first moment; it counts nowhere, and never becomes anything else
alter table events add column exercise boolean not null default false;
-- the live event a drill was promoted to
alter table events add column promoted_to uuid;
create index events_exercises on events (opened_at desc) where exercise;

create function keep_exercise() returns trigger language plpgsql as $$
begin
  raise exception 'an event is an exercise from its first moment or never';
end $$;
create trigger events_keep_exercise before update of exercise on events for each row
  when (old.exercise is distinct from new.exercise) execute function keep_exercise();
