-- why: objects are registered, changed and ended by people, with who answers for them; until now only the seed made them

-- valid_from null: it was there before anybody registered
alter table objects add column version int not null default 1, add column valid_from timestamptz, add column valid_to timestamptz;
alter table objects add check (valid_to is null or valid_from is null or valid_to >= valid_from);
create index objects_kind on objects (kind, code) where valid_to is null;
create index objects_ended on objects (kind, code) where valid_to is not null;

-- a post that keeps the register of a district or town
alter table posts drop constraint posts_kind_check, add constraint posts_kind_check check (
  kind in (
    'city-leader', 'city-duty', 'district-leader', 'district-duty', 'district-seat', 'district-checker',
    'town-commander', 'town-duty', 'town-post', 'department-clerk', 'maintainer', 'grid-worker', 'data-admin',
    'system-admin', 'security-admin', 'audit-admin'
  )
);

create table object_charges (
  id uuid primary key,
  object text not null references objects,
  role text not null check (role in ('responsible', 'manager', 'maintainer', 'grid')),
  unit text references units,
  post text references posts,
  person text references persons,
  outside_name text,
  outside_phone text,
  valid_from timestamptz not null,
  valid_to timestamptz,
  check (num_nonnulls(unit, post, person, outside_name) = 1),
  check (outside_phone is null or outside_name is not null),
  check (valid_to is null or valid_to >= valid_from)
);
create index object_charges_object on object_charges (object, valid_from);
