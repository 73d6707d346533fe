-- why: a number is shown with the version of the definition it was told or counted by, which need not be today's
-- left out where it is the first version, as of most; of what was kept before this migration it is the version in force when it was
alter table vital_values add column by_version int;
-- the versions within each child, in the order of the children, or one for all of them; '2' or, where values of several are within, '1-2'
alter table vital_families add column by_versions text;

update vital_values t set by_version = nullif(case
  when v.definition->'count'->>'of' in ('readings', 'devices') then coalesce(
    (select s.version from vital_count_spans s where s.vital = t.vital and s.since <= t.period order by s.since desc limit 1), v.version)
  else (select max(n.version) from vital_versions n where n.vital = t.vital and n.at <= t.known_at) end, 1)
from vitals v where v.id = t.vital and v.version > 1;

update vital_families t set by_versions = nullif(case
  when v.definition->'count'->>'of' in ('readings', 'devices') then coalesce(
    (select s.version from vital_count_spans s where s.vital = t.vital and s.since <= t.period order by s.since desc limit 1), v.version)
  else (select max(n.version) from vital_versions n where n.vital = t.vital and n.at <= t.rolled_at) end, 1)::text
from vitals v where v.id = t.vital and v.version > 1;
