-- why: areas that owe a connected vital and never told it are asked for as well: one task of the vital, for its home, with their codes
alter table vital_tasks add column never text[];
