-- why: settings of a pack are tried on recorded days before they are changed, as rules, plans and silences are
alter table backtests drop constraint backtests_kind_check;
alter table backtests add constraint backtests_kind_check check (kind in ('rules', 'plan', 'mute', 'settings'));
