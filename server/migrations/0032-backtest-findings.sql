-- why: a back-test also says which of the tried rules flap or never clear on the recorded days; older results looked for none

update backtests set result = result || '{"findings": []}' where result is not null;
