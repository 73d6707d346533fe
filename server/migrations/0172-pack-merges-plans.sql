-- why: plans and values of settings that were changed here are merged into a new version of their pack, and come back with it
alter table pack_releases
  -- plans that come into force with it: [{type, plan}]
  add column plans jsonb not null default '[]',
  -- version of the plan of each type when it was merged; a type that is not here had the one its pack came with
  add column plans_on jsonb not null default '{}',
  -- values of the city and of districts that it ends or moves: [{area, setting, from, to}]
  add column tunings jsonb not null default '[]',
  -- which side each conflict was decided for; null: it goes back, nothing was merged
  add column decisions jsonb;
