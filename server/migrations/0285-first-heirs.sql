-- why: objects of a place that was split went to the first line's part, points of the map to the lowest code: "the first" is one part, that of the first line
alter table area_successors add column part int not null default 1;
update area_successors s set part = l.part from (
  select c.id, r.line->>'from' as area, r.line->>'to' as successor, row_number() over (partition by c.id, r.line->>'from' order by min(r.n)) as part
  from area_changes c cross join jsonb_array_elements(c.rows) with ordinality r(line, n)
  where c.state = 'done' and r.line->>'from' <> r.line->>'to' group by 1, 2, 3) l
where l.id = s.change and l.area = s.area and l.successor = s.successor;
alter table area_successors alter column part drop default;
