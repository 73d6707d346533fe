-- why: a baseline is of a district as it is run (a zone holds single towns of several), not of a node of the statutory tree

alter table haul_baselines add column district text references operating_districts (code);
update haul_baselines b set district = (select a.operating_district from areas a where a.path = b.area);
delete from haul_baselines where district is null;
alter table haul_baselines alter column district set not null;
drop index haul_baselines_in_force;
alter table haul_baselines drop column area;
create unique index haul_baselines_in_force on haul_baselines (pack, district) where ended_at is null;
