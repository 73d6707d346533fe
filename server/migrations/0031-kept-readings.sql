-- why: readings go after READINGS_KEEP_DAYS, but why a red or orange alarm came, and went, is asked years later
create table kept_readings (like readings including defaults including constraints);
create index kept_readings_device on kept_readings (device, at);
-- what is still known: a reading stands in one of the two
create view all_readings as
  select at, device, received_at, seq, "values", quality from readings
  union all
  select at, device, received_at, seq, "values", quality from kept_readings;
