-- why: the evaluation tells what cases ask of people and which alarms flap: every case is judged once more, the newest first, beside the work of the day

update evaluation_history set opened_at = 'infinity', event = 'ffffffff-ffff-ffff-ffff-ffffffffffff', done = false;
