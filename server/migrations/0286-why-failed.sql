-- why: a change of areas that could not be carried out at midnight had told nobody why; notices a migration withdraws must leave open phones too
alter table area_changes add column faults jsonb not null default '[]';
-- Notices a migration withdrew: the next start tells whoever has them open, by facts of the server's own clock, and empties it.
create table withdrawn_notices (notice uuid primary key, person text not null);
insert into withdrawn_notices (notice, person)
  select id, person from notices where kind = 'vital-silent' and silent_of is null and cancelled_at is not null;
