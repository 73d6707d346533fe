import type { MappedFeedBody } from '../../../../contract/mapped-feed.ts'
import type { Caller } from '../../../kernel/http.ts'
import { malformed, orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { MappedDeps } from './deps.ts'
import { placesOf } from './map-row.ts'
import { ngsiColumns } from './rules/ngsi-rows.ts'
import { metricColumns } from './sparkplug/rules/metric-rows.ts'
import { isGroupTaken, keysToChoose, lockFeed, mayChooseUnit, saveFeed, visibleFeed } from './store-feeds.ts'

type Wish = { caller: Caller; id: string | null; body: MappedFeedBody }

/** Writes a feed, new or over the version that was seen. It may be given only units of the caller's areas, keys of systems, and sources that are configured. */
export async function saveMappedFeed(
  tx: Tx,
  { pulls }: Pick<MappedDeps, 'pulls'>,
  { caller, id, body }: Wish,
): Promise<{ id: string; version: number }> {
  const before = id === null ? null : (await visibleFeed(tx, caller, id)) && (await lockFeed(tx, id))
  if (id !== null && !before) throw new RefusalError({ code: 'thing.not-found' })
  if (before && body.version !== before.version)
    throw new RefusalError({ code: 'version.stale', details: { version: before.version } })
  if (before && before.kind !== body.kind) throw new RefusalError(malformed('/kind', 'unfit'))
  const refuse = (path: string, name: string): never => {
    throw new RefusalError(malformed(path, 'name.unknown', { name }))
  }
  if (!(await mayChooseUnit(tx, caller, body.unit, tx.now))) refuse('/unit', body.unit)
  if (body.key !== null && !(await keysToChoose(tx)).some((key) => key.id === body.key)) refuse('/key', body.key)
  if (body.pull && !pulls.some(({ name }) => name === body.pull!.name)) refuse('/pull/name', body.pull.name)
  const own = before?.id ?? tx.newId()
  if (body.kind === 'ngsi-ld') orRefuse(placesOf(body.mapping, ngsiColumns))
  if (body.kind === 'sparkplug') orRefuse(placesOf(body.mapping, metricColumns))
  if (body.group !== null && (await isGroupTaken(tx, body.group, own))) throw new RefusalError(malformed('/group', 'name.taken'))
  const version = (before?.version ?? 0) + 1
  await saveFeed(tx, { ...body, id: own, version, nextAt: body.on && body.pull ? tx.now : null })
  await tx.record({ kind: 'mapped-feed.saved', subject: own, area: null, body: { name: body.name, version } })
  return { id: own, version }
}
