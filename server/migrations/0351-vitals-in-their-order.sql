-- why: a syllable half the city is spelled with made 一键查 sort 2,700 vitals and read 2,000 places for six of each; vitals stand in the order they are listed, and places whose name holds a word are told from those only spelled so
create index vitals_listed on vitals (array_position(array['trusted', 'connected', 'catalogued', 'sorted', 'stopped'], state), board, track, code);
create index areas_name_grams on areas using gin (grams(name, 1)) where tier <> 'grid' and valid_to is null;
analyze vitals, areas;
