-- why: a file whose reading is cut off again and again (it may be what ends the process) is given up with its reason
alter table deliveries add column tries smallint not null default 0;
