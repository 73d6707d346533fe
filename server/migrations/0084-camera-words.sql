-- why: free words of a camera may name somebody; only its label is kept
alter table sightings drop column words;
alter table suspicions drop column words;
