-- why: 体征一键查 read all areas, objects and open cases anew for each question (60–170 ms at the true size); it reads what the words name

-- Areas people know by name, with all that a search compares: read without the table.
create index areas_words on areas (tier, code) include (name, initials, pinyin, path) where tier <> 'grid' and valid_to is null;
create index objects_words on objects using gin (grams(name || ' ' || code, 1)) where valid_to is null;
create index events_vital on events (vital) where vital is not null;
create index units_words on units using gin (grams(name || ' ' || short_name, 1));
create index posts_words on posts using gin (grams(name, 1));
create index persons_words on persons using gin (grams(name, 1));
create index spellings_words on spellings using gin (grams(spelled, 1));
