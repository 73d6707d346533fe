-- why: a case that goes on, or turns red again, must ring those it rang before: their earlier answers were about what it was then
alter table dispatches add column called_from timestamptz;
