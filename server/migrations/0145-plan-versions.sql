-- why: plans are versioned as rules are; an event keeps the version it was dispatched with, and it can be said how many run by which
alter table dispatches add column plan_version int not null default 0;
create index dispatches_plan_version on dispatches (plan_version, event);
-- back-tests of plans are found by their type, as versions of plans are
create index backtests_plan_type on backtests ((body->>'type')) where kind = 'plan';
