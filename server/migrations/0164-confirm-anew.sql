-- why: whoever accepted a yellow or orange case has said nothing of the red one; since when, and until when, such a confirmation is asked anew
alter table dispatches add column confirm_from timestamptz, add column confirm_by timestamptz;
