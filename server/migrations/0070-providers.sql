-- why: who came by an identity provider is also signed out there; the provider wants to see the token it gave, until the session is over
alter table sessions add column provider text, add column id_token text;
