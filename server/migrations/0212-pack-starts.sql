-- why: before and after are told from the moment a pack was switched on somewhere, not from whenever its first case came

create table pack_starts (
  pack text not null,
  -- path of the district; '': the whole city
  area text not null,
  -- null: it ran here before anybody noted when
  at timestamptz,
  how text not null check (how in ('switched-on', 'installed', 'with-platform', 'unknown')),
  primary key (pack, area)
);

insert into pack_starts (pack, area, at, how)
select f.body->>'pack', case when a.tier = 'city' then '' else a.path end, max(f.recorded_at), 'switched-on'
from facts f join areas a on a.name = f.body->>'areaName' and a.tier in ('city', 'district') and a.valid_to is null
where f.kind = 'pack.switched-on' group by 1, 2;

insert into pack_starts (pack, area, at, how)
select r.pack, '', min(r.published_at), 'installed' from pack_releases r where r.published_at is not null group by 1 on conflict do nothing;
