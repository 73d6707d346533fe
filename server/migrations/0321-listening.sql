-- why: who was not heard while the platform stood still was not silent; of such periods nothing is counted.
create table listening (
  -- when a process of the platform began to listen, and about when it was last seen to
  woke_at timestamptz primary key,
  seen_at timestamptz not null
);
