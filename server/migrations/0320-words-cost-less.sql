-- why: half of making all indexes of events at the true size was this function: the same grams, each character looked up once; what stands in indexes stays right
create or replace function grams(words text, least_size int) returns text[] language plpgsql immutable parallel safe cost 1000 as $$
declare
  -- as many characters as there were before they became small
  signs text[] := (string_to_array(lower(words), null))[1:length(words)];
  all_of text[] := case when least_size = 1 then coalesce(signs, '{}') else '{}' end;
begin
  for i in 2 .. coalesce(cardinality(signs), 0) loop
    all_of := all_of || (signs[i - 1] || signs[i]);
  end loop;
  return all_of;
end $$;
