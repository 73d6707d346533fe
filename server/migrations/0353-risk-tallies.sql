-- why: a city's levels were summed from 44,000 objects, and what its ratings stand on from as many rows, whenever a wall asked. Now each change writes what it adds and takes away, and a reader sums that
create table risk_tallies (
  -- null: what a rating stands on, which nobody asks for by town
  town text,
  kind text not null,
  -- null: not rated
  level text,
  objects int not null default 0,
  unknown int not null default 0,
  indicators int not null default 0
);
insert into risk_tallies (town, kind, level, objects)
  select town, kind, case when rated then risk end, count(*) from objects where valid_to is null group by 1, 2, 3;
insert into risk_tallies (kind, unknown, indicators) select kind, sum(unknown), sum(indicators) from object_risks group by 1;

create function tally_objects_added() returns trigger language plpgsql as $$
begin
  insert into risk_tallies (town, kind, level, objects)
    select town, kind, case when rated then risk end, count(*) from rows_added where valid_to is null group by 1, 2, 3;
  return null;
end $$;
create function tally_objects_gone() returns trigger language plpgsql as $$
begin
  insert into risk_tallies (town, kind, level, objects)
    select town, kind, case when rated then risk end, -count(*) from rows_gone where valid_to is null group by 1, 2, 3;
  return null;
end $$;
create function tally_object_changed() returns trigger language plpgsql as $$
begin
  insert into risk_tallies (town, kind, level, objects)
    select town, kind, level, n from (values (old.town, old.kind, case when old.rated then old.risk end, -1, old.valid_to), (new.town, new.kind, case when new.rated then new.risk end, 1, new.valid_to))
      as v(town, kind, level, n, valid_to) where valid_to is null;
  return null;
end $$;
create trigger objects_tally_added after insert on objects referencing new table as rows_added for each statement execute function tally_objects_added();
create trigger objects_tally_gone after delete on objects referencing old table as rows_gone for each statement execute function tally_objects_gone();
create trigger objects_tally_changed after update on objects for each row
  when ((old.area, old.kind, old.risk, old.rated, old.valid_to) is distinct from (new.area, new.kind, new.risk, new.rated, new.valid_to))
  execute function tally_object_changed();

create function tally_risks_added() returns trigger language plpgsql as $$
begin
  insert into risk_tallies (kind, unknown, indicators) select kind, sum(unknown), sum(indicators) from rows_added group by 1;
  return null;
end $$;
create function tally_risks_gone() returns trigger language plpgsql as $$
begin
  insert into risk_tallies (kind, unknown, indicators) select kind, -sum(unknown), -sum(indicators) from rows_gone group by 1;
  return null;
end $$;
create function tally_risk_changed() returns trigger language plpgsql as $$
begin
  insert into risk_tallies (kind, unknown, indicators)
    values (old.kind, -old.unknown, -old.indicators), (new.kind, new.unknown, new.indicators);
  return null;
end $$;
create trigger object_risks_tally_added after insert on object_risks referencing new table as rows_added for each statement execute function tally_risks_added();
create trigger object_risks_tally_gone after delete on object_risks referencing old table as rows_gone for each statement execute function tally_risks_gone();
create trigger object_risks_tally_changed after update on object_risks for each row
  when ((old.kind, old.unknown, old.indicators) is distinct from (new.kind, new.unknown, new.indicators))
  execute function tally_risk_changed();
-- They served only the sums.
drop index objects_by_level;
drop index objects_unrated;
drop index object_risks_reckoned;
