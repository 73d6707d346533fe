import type { Db } from '../kernel/spine.ts'
import type { Counts } from './newspaper.ts'

/** Each count of the page from its rows, none kept or cached; one statement, so that all are of one moment. */
export async function readNewspaper(db: Db): Promise<Counts> {
  const [row] = await db.query<{ counts: Counts }>(
    `select jsonb_build_object(
       'towns', (select count(*) from areas where tier = 'town' and valid_to is null),
       'communities', (select count(*) from areas where tier = 'community' and valid_to is null),
       'grids', (select count(*) from areas where tier = 'grid' and valid_to is null),
       'scene-towns', (select count(distinct l.area) from scene_layers l join areas a on a.path = l.area and a.tier = 'town'),
       'district-centres', (select count(*) from units where kind = 'district-centre'),
       'vitals', (select count(*) from vitals where state <> 'stopped'),
       'vitals-catalogued', (select count(*) from vitals where state in ('catalogued', 'connected', 'trusted')),
       'vitals-connected', (select count(*) from vitals where state in ('connected', 'trusted')),
       'items', (select count(*) from business_items),
       'apps', (select count(*) from special_apps),
       'grid-reports', (select count(*) from reports where source = 'grid'),
       'grid-reports-done', (select count(*) from reports where source = 'grid' and state = 'closed'),
       'spoil-closed', (select coalesce(max(n), 0) from (
         select count(*) as n from events e join areas t on t.code = split_part(e.area, '/', 3)
         where e.pack = 'spoil-truck' and e.state = 'closed' and not e.exercise and e.merged_into is null group by t.operating_district) d),
       'cases', (select count(*) from events where dispatched_at is not null and not exercise and merged_into is null),
       'cases-done', (select count(*) from events where dispatched_at is not null and not exercise and merged_into is null and state = 'closed'),
       'tanks', (select count(*) from objects where kind = 'septic-tank' and valid_to is null),
       'buildings', (select count(*) from objects where kind = 'building' and valid_to is null),
       'rocks', (select count(*) from objects where kind = 'hazard-point' and details->>'form' = 'rock' and valid_to is null),
       'cameras', (select count(distinct camera) from cameras where status is distinct from 'GONE')
     ) as counts`,
  )
  return row!.counts
}

/** The scope of whoever sees the whole city. */
export const readWhole = async (db: Db): Promise<string[]> =>
  (await db.query<{ path: string }>(`select path from areas where tier = 'city' and valid_to is null order by path`)).map(
    ({ path }) => path,
  )
