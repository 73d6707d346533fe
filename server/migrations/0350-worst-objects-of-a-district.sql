-- why: whoever answers for a district looks through its objects from the worst on until a page is full; put in order first, all of them would be read
create index objects_worst_of_district on objects (
  split_part(area, '/', 2), (case when rated then array_position(array['red', 'orange', 'yellow', 'blue', 'green'], risk) else 9 end), name, id
) where valid_to is null;
analyze objects;
