-- why: a zone, and a district that left towns to one, has a place of its own beside its towns: cases of all of it are there, and in none of them
-- What a unit answers for is named here too where it is no area of the tree: own-z-new at 50/z-new/own-z-new/.
alter table unit_areas drop constraint unit_areas_area_fkey;

create temporary table parted on commit drop as
  select d.code, 'own-' || d.code as own, split_part(min(t.path), '/', 1) || '/' || d.code || '/own-' || d.code || '/' as path, array_agg(t.path order by t.path) as towns
  from operating_districts d join areas t on t.operating_district = d.code and t.tier = 'town' and t.valid_to is null
  where d.kind = 'zone' or exists (select 1 from areas o where o.parent = d.code and o.tier = 'town' and o.valid_to is null and o.operating_district is distinct from d.code)
  group by d.code;

-- Whoever answers for all its towns; not who answers for what it lies in, and so for it.
insert into unit_areas (unit, area, path)
  select u.unit, p.own, p.path from parted p cross join lateral (select distinct ua.unit from unit_areas ua where p.towns[1] ^@ ua.path) u
  where not exists (select 1 from unnest(p.towns) t(path) where not exists (select 1 from unit_areas h where h.unit = u.unit and t.path ^@ h.path))
    and not exists (select 1 from unit_areas h where h.unit = u.unit and p.path ^@ h.path);

update wall_seats s set paths = s.paths || p.path from parted p where s.area = p.code;

-- Until now they were kept under the first of its towns.
create temporary table kept on commit drop as
  select e.id, split_part(e.area, '/', 1) || '/' || e.vital_area || '/own-' || e.vital_area || '/' as path from events e
  where e.object is null and e.vital_area is not null and right(e.area, length(e.vital_area) + 1) <> e.vital_area || '/'
    and exists (select 1 from operating_districts d where d.code = e.vital_area);
update events e set area = k.path from kept k where k.id = e.id;
update signals s set area = k.path from kept k where k.id = s.event;
update work_orders w set area = k.path from kept k where k.id = w.event;
with moved as (select l.*, k.path from evaluation_lines l join kept k on k.id = l.event where l.due is null and l.figure <> 'point'),
  changes as (select m.area as place, -1 as n, m.* from moved m union all select m.path, 1, m.* from moved m)
insert into evaluation_counts (area, month, by, of, figure, part, n)
  select split_part(c.place, '/', 1) || '/' || split_part(c.place, '/', 2) || '/', date_trunc('month', c.day)::date, g.by, g.of, c.figure, c.part, sum(c.n)::int
  from changes c cross join lateral (values ('all', ''), ('unit', c.unit), ('type', c.type), ('source', c.source)) as g(by, of)
  -- Of rates also by unit, type and source.
  where g.of is not null and (g.by = 'all' or exists (select 1 from evaluation_counts r where r.figure = c.figure and r.by = 'type'))
  group by 1, 2, 3, 4, 5, 6 having sum(c.n) <> 0
on conflict (area, by, figure, month, of, part) do update set n = evaluation_counts.n + excluded.n;
update evaluation_lines l set area = k.path from kept k where k.id = l.event;
update evaluation_late l set area = k.path from kept k where k.id = l.event;

-- What is counted from rows is counted anew at the next look, in the period that runs: with what is of a whole district or of the city.
update vital_counts set period = period - interval '1 second' where tx is null;
drop index events_kept_under_town;
