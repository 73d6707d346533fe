-- why: a part of a plan nobody can be called for is said at once and kept until a person gives it to somebody, never left out without a word

create table unmanned_parts (
  id uuid primary key,
  event uuid not null references events,
  -- as the plan names it, {"zh", "en"}
  part jsonb not null,
  mandatory boolean not null,
  -- no-post: no such post here; no-charge: neither that nor anybody named in the register; unheld: nobody holds the post
  why text not null check (why in ('no-post', 'no-charge', 'unheld')),
  -- of whoever was asked all the same; null: nobody
  work_order uuid,
  unit_name text,
  at timestamptz not null,
  -- since when somebody has it, and who
  given_at timestamptz,
  given_name text
);
create index unmanned_parts_event on unmanned_parts (event);
