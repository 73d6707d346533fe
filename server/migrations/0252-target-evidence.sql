-- why: a piece of evidence of a target's item is the paper itself, read by whoever reads the plan, not a sentence that names it

alter table files add column target_plan text references target_plans (id);
create index files_target_plan on files (target_plan) where target_plan is not null;
