-- why: a quarter is written 2026-Q3 everywhere; targets wrote 2026Q3. What was said keeps its words and its time, only the spelling of its quarter is another
update target_entries set quarter = regexp_replace(quarter, '^(\d{4})(Q[1-4])$', '\1-\2'),
  said = case when said ? 'period' then jsonb_set(said, '{period}', to_jsonb(regexp_replace(said ->> 'period', '^(\d{4})(Q[1-4])$', '\1-\2'))) else said end
where quarter ~ '^\d{4}Q' or said ->> 'period' ~ '^\d{4}Q';

update target_plans set definition = regexp_replace(definition::text, '("period": ?")(\d{4})(Q[1-4]")', '\1\2-\3', 'g')::jsonb
where definition::text ~ '"period": ?"\d{4}Q';
update target_plan_versions set definition = regexp_replace(definition::text, '("period": ?")(\d{4})(Q[1-4]")', '\1\2-\3', 'g')::jsonb
where definition::text ~ '"period": ?"\d{4}Q';
