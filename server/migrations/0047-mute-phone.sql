-- why: the number of whoever answers for a mute is a personal field of its own, masked by its label; it stood in the open text of the name
alter table mutes add column owner_phone text;
update mutes set owner_phone = substring(owner_name from '(?<![0-9A-Za-z-])(1[3-9][0-9]{9})(?![0-9A-Za-z-])');
update mutes set owner_name = coalesce(nullif(
  btrim(regexp_replace(owner_name, '[[:space:]（(，,：:]*(电话)?[[:space:]：:]*' || owner_phone || '[[:space:]）)]*', '')), ''), '—')
where owner_phone is not null;
update muted_alarms set reasons = regexp_replace(reasons::text, '(?<![0-9A-Za-z-])1[3-9][0-9]{9}(?![0-9A-Za-z-])', '***', 'g')::jsonb
where reasons @> '[{"kind": "mute"}]'::jsonb;
