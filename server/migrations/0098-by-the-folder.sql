-- why: who brought a file is told in the reader's language; the name of a setting is nobody's
update deliveries set by = 'folder' where origin = 'folder';
