-- why: a case of a vital was filed as one of a device; cases have a source of their own for it, and those there are move to it with what the evaluation counted of them

alter table signals drop constraint signals_source_check;
alter table signals add constraint signals_source_check
  check (source in ('sensor', 'camera', 'vital', 'grid', 'citizen', 'seat', 'hotline', 'inspection'));

update signals s set source = 'vital' from events e
  where e.vital is not null and s.event = e.id and s.source = 'sensor' and s.alarm is null and s.report is null and s.state = 'auto';
update events set source = 'vital' where vital is not null and source = 'sensor';

-- Only these cases, not every case of the city anew: what was counted as of devices is counted as of vitals.
create temporary table vital_cases on commit drop as
  select e.id from events e
  where e.vital is not null
    and coalesce((select s.source from signals s where s.event = e.id order by s.received_at, s.id limit 1), e.source) = 'vital';

with mine as (
  update evaluation_lines l set source = 'vital' from vital_cases c where l.event = c.id and l.source = 'sensor'
  returning l.area, l.day, l.figure, l.part, l.due),
moved as (
  select c.area, c.month, c.figure, c.part, count(*)::int as n
  from mine l
  cross join lateral (select distinct split_part(l.area, '/', 1) || '/' || case level when 2 then split_part(l.area, '/', 2) || '/' else '' end as area
    from unnest(array[1, 2]) level where level = 1 or split_part(l.area, '/', 2) <> '') a
  join evaluation_counts c on c.area = a.area and c.by = 'source' and c.of = 'sensor' and c.figure = l.figure and c.part = l.part
    and c.month = date_trunc('month', l.day)::date
  where l.due is null
  group by 1, 2, 3, 4),
fewer as (
  update evaluation_counts c set n = c.n - m.n from moved m
  where c.area = m.area and c.month = m.month and c.by = 'source' and c.of = 'sensor' and c.figure = m.figure and c.part = m.part)
insert into evaluation_counts (area, month, by, of, figure, part, n)
select area, month, 'source', 'vital', figure, part, n from moved
on conflict (area, by, figure, month, of, part) do update set n = evaluation_counts.n + excluded.n;

update evaluation_late l set source = 'vital' from vital_cases c where l.event = c.id and l.source = 'sensor';
