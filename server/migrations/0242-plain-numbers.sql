-- why: which object bears a number (a plate) is asked for every ticket and every sighting: its plain form can be indexed (store-numbers.ts) where one function makes it

-- A number as numbers are compared: `plainNumber` (contract/plain-number.ts) in the words of the database. Its body is parsed here, so that a
-- restore, which knows no search path, can build the indexes on it again.
create function plain_number(said text) returns text language sql immutable strict parallel safe
  return translate(upper(normalize(said, NFKC)), E' \t\n\r\u000b\u000c\u1680\u2028\u2029\ufeff·.-', '');
