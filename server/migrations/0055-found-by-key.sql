-- why: what came of an alarm, and which call an answer is for, cost one row however many years of signals and calls there are

create index signals_alarm on signals (alarm, received_at) where alarm is not null;

-- an answer may come after its call was settled, so those count too
drop index call_attempts_code;
create index call_attempts_code on call_attempts (code, asked_at desc);
