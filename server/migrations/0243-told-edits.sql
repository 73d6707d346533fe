-- why: a colour made better at a desk bears its mark until somebody on the spot has told the same; then nobody must look again

-- `told`: rated fields inspections have told of since, and whether they said the same; `told_at`, `told_fact`: the inspection after which none is left
alter table risk_edits
  add column told jsonb not null default '{}',
  add column told_at timestamptz,
  add column told_fact bigint,
  add column told_same boolean,
  add constraint risk_edits_told check ((told_at is null) = (told_fact is null) and (told_at is null) = (told_same is null));
