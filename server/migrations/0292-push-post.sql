-- why: a wall says which post pushed what it shows; what was pushed before says the name alone until its time is over
alter table wall_pushes add column by_post text;
