/**
 * The newest place an object `b` told by its devices, when, and how often its device tells: `last_values` holds what counted as good. For a
 * lateral join; no row: none of its devices ever told one.
 */
export const newestPlaceSql = `select (s.last_values ->> 'lon')::float8 as lon, (s.last_values ->> 'lat')::float8 as lat, s.last_at as at, d.interval_s
  from devices d join device_states s on s.device = d.id
  where d.object = b.id and d.state <> 'retired' and s.last_at is not null and s.last_values ? 'lon' and s.last_values ? 'lat' order by s.last_at desc limit 1`
