-- why: a first password is seen by the administrator who confirms an appointment, so its owner must replace it at the first sign-in.
alter table accounts add column first_password boolean not null default false;
