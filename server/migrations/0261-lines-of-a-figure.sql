-- why: the list of a year's cases accepted in time read all lines of the year of the whole city, several times; it reads those of its figure alone

create index evaluation_lines_figure on evaluation_lines (figure, day) include (part, area, opened, event) where due is null;
