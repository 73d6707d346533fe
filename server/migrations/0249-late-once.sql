-- why: where the time of a late case went is kept up to when it last began to wait for somebody else, no more up to its last fact: cases are judged once more,
-- the newest first, beside the work of the day, and what stands as it should is not written
update evaluation_history set opened_at = 'infinity', event = 'ffffffff-ffff-ffff-ffff-ffffffffffff', done = false;
