-- why: a value that a check doubts may be taken all the same, and then whoever answers for it must find it

-- what checks said of a value that was taken (7-evaluate/vitals/types.ts, Mark); null: nothing
alter table vital_values add column marks jsonb;
create index vital_values_marked on vital_values (known_at) where marks is not null;

-- few vitals have rules against others; each value that is told asks for those
create index vitals_ruled on vitals (id) where definition ? 'rules';

-- of the values a sheet brought, those that were taken and doubted
alter table vital_sheets add column marked int not null default 0;
