-- why: the list of a year's cases accepted in time gathered and sorted all lines of its figure for a page of fifty; it reads the newest off an index

create index evaluation_lines_newest on evaluation_lines (figure, opened desc, event desc) include (part, day, area) where due is null;
