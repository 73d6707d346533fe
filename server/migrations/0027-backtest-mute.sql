-- why: a silence is tried on recorded days like rules and plans; a silence of a person is called a mute
alter table backtests drop constraint backtests_kind_check;
update backtests set kind = 'mute' where kind = 'silence';
alter table backtests add constraint backtests_kind_check check (kind in ('rules', 'plan', 'mute'));
