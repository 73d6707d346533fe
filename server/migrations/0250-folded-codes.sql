-- why: a code is taken once, whatever its case or width: R5C-2, r5c-2 and Ｒ5C-2 are one. Not unique: a register of before may hold two that differ so.
create index objects_folded on objects (lower(normalize(code, NFKC)));
