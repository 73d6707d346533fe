-- why: the title is what every screen, phone, message and sheet shows of an event; a drill always says so in it, and nothing real can be worded to look like one
alter table events disable trigger user;
update events set title = '【演练】' || title where exercise and not starts_with(title, '【演练】');
update events set title = replace(title, '【演练】', '（演练）') where not exercise and starts_with(title, '【演练】');
alter table events enable trigger user;
update signals set title = replace(title, '【演练】', '（演练）') where starts_with(title, '【演练】');
alter table events add constraint events_exercise_marked check (exercise = starts_with(title, '【演练】'));
alter table signals add constraint signals_never_exercise check (not starts_with(title, '【演练】'));
