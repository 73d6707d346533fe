-- why: the papers and photos of a case are asked for by the case; without this every case reads all files there are
create index files_event on files (event) where event is not null;
