-- why: from an address that guesses, only who has signed in there before is still judged; also after a restart
create table usual_senders (
  person text not null references persons (id),
  -- hash of account and address: nobody reads out of it where somebody was
  sender_hash bytea not null,
  last_at timestamptz not null,
  primary key (person, sender_hash)
);
