-- why: running clocks say the order's own limit (`firstDue`). A phone that repeats what it sent before the upgrade gets the kept answer, which has to have it too.
update idempotency_keys
set response = jsonb_set(response, '{clock,firstDue}', case when response->'clock'->>'clock' = 'accept' then response->'acceptBy' else response->'clock'->'due' end)
where response->'clock'->>'due' is not null and response->'clock'->'firstDue' is null and (response->'clock'->>'clock' <> 'accept' or response->>'acceptBy' is not null);
