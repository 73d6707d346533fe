-- why: 一键查 read the names, spellings and codes of all 4,712 vitals and 12,340 areas for each word (3 ms of a core each) and ranked all that a common
-- syllable leads to (400 ms); words lead to the few that hold them, and of common ones the first of what one sees are walked
create index vitals_words on vitals using gin (grams(name || ' ' || initials || ' ' || pinyin || ' ' || code, 1));
create index areas_grams on areas using gin (grams(name || ' ' || initials || ' ' || pinyin, 1)) where tier <> 'grid' and valid_to is null;
-- Objects as one who sees all of them reads them: the worst first, what nobody rated last.
create index objects_worst on objects ((case when rated then array_position(array['red', 'orange', 'yellow', 'blue', 'green'], risk) else 9 end), name, id) where valid_to is null;
-- Units as posts are listed: the shortest name first.
create index units_short on units (length(name), sort);
-- Of each kind its own: people are not looked for among the objects that are spelled so.
create index spellings_of_objects on spellings using gin (grams(spelled, 1)) where kind = 'object';
create index spellings_of_posts on spellings using gin (grams(spelled, 1)) where kind = 'post';
create index spellings_of_people on spellings using gin (grams(spelled, 1)) where kind = 'person';
drop index spellings_words;
analyze vitals, areas, objects, units;
