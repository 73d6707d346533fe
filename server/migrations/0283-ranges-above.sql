-- why: a sum is judged above the tier that tells it only by a range of that tier; what opened events there by the one range there was goes on doing so
do $$
declare kept text;
begin
  foreach kept in array array['vitals', 'vital_versions', 'vital_drafts'] loop
    execute format($q$
      update %I set definition = definition || jsonb_build_object('normalAbove', jsonb_build_array(
        jsonb_build_object('tier', definition->'opens'->'tier') || (definition->'normal')
          || case when definition ? 'bands' then jsonb_build_object('bands', definition->'bands') else '{}'::jsonb end))
      where definition->>'aggregation' = 'sum' and definition ? 'normal' and not definition ? 'normalAbove'
        and definition->'opens'->>'tier' <> definition->>'tier' and definition->'normal' <> '{}'::jsonb$q$, kept);
  end loop;
end $$;
