import { type DetectRule, Pack } from '../../../contract/pack.ts'
import { sameJson } from '../../../contract/rule-words/same-json.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { liveRelease, tuningsInForce } from '../../city/pack/store-releases.ts'
import { rulesOf, versionOf } from '../../city/pack/store-versions.ts'
import type { Flow, Handler } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { devicesById, devicesOfObjects } from '../1-ingest/store.ts'
import type { DeviceRow } from '../1-ingest/types.ts'
import { applyChanges, type Said } from './on-change.ts'
import { carryState } from './rules/carry-state.ts'
import { objectKey, type RuleRow, saveRules } from './store.ts'
import { armAll, lockMemoryOf, ownerOf } from './store-publish.ts'
import type { RuleState } from './types.ts'

const atOnce = 500

/**
 * Rules went into force: what changed rules remember is carried over, and what a rule said that is gone is taken back, in the same
 * transaction, so that no batch meets the new rules with old memory. Afterwards everything of the pack is looked at once. The packs of
 * this process are still those from before: it follows with its next look.
 */
export function publishedHandlers({ packs }: { packs: Packs }) {
  const onPublished: Handler<'rules.published'> = async (fact, tx) => {
    const { pack: id, version, before } = fact.body
    const shipped = packs.shipped(id)
    if (!shipped) return
    const next = Pack.safeParse((await liveRelease(tx, id))?.body)
    const [was, is] = [await bodyOf(tx, shipped, before), await bodyOf(tx, next.success ? next.data : shipped, version)]
    await carryOver(tx, packs, {
      pack: shipped,
      version,
      was: (area) => packs.rulesAt(was, area),
      is: (area) => packs.rulesAt(is, area),
    })
  }

  /** Settings changed, or a pack was switched: as if other rules were published where it holds. */
  const onTuned: Handler<'pack.tuned' | 'pack.switched-off' | 'pack.switched-on'> = async (fact, tx) => {
    const pack = packs.shipped(fact.body.pack)
    if (!pack) return
    const version = packs.rulesVersion(pack.id)
    const body = await bodyOf(tx, pack, version)
    const tunings = await tuningsInForce(tx)
    await carryOver(tx, packs, {
      ...{ pack, version },
      ...{ was: (area) => packs.rulesAt(body, area), is: (area) => packs.rulesAt(body, area, tunings) },
    })
  }

  /** Holds may be shorter now, a device silent already: all are asked again at once, in the lane of the many. */
  const lookAnew: Handler<'rules.published' | 'pack.tuned' | 'pack.switched-off' | 'pack.switched-on'> = async (fact, tx) => {
    await followRules(tx, packs)
    const shipped = packs.shipped(fact.body.pack)
    if (!shipped) return
    const woken = await armAll(tx, shipped)
    for (let from = 0; from < woken.length; from += atOnce)
      await tx.setTimer(
        woken
          .slice(from, from + atOnce)
          .map((key) => ({ key: `detect:${key}`, kind: 'detect.wake', dueAt: tx.now, body: ownerOf(key), bulk: true })),
      )
  }
  const after: Flow['after'] = {
    'rules.published': { 'detect.look-anew': lookAnew },
    'pack.tuned': { 'detect.look-anew': lookAnew },
    'pack.switched-on': { 'detect.look-anew': lookAnew },
  }
  return { onPublished, onTuned, after }
}

/** Rules by the place where they are looked at: districts may have settings of their own. */
type RulesByArea = (area: string) => DetectRule[]
type Change = { pack: Pack; version: number; was: RulesByArea; is: RulesByArea }

async function carryOver(tx: Tx, packs: Packs, { pack, version, was, is }: Change): Promise<void> {
  const changedAt = changesByArea(was, is)
  // Also where a district's own changes are taken back: what was in force there is still known here.
  const tunings = [...packs.tunings(), ...(await tuningsInForce(tx))]
  const areas = ['', ...tunings.flatMap((one) => (one.pack === pack.id ? [one.area] : []))]
  const changed = new Set(areas.flatMap((area) => changedAt(area).map(({ before }) => before.id)))
  if (changed.size === 0) return
  const rows = await lockMemoryOf(tx, pack, [...changed])
  const devices = await tellers(tx, rows)
  const said: Said[] = []
  const touched: RuleRow[] = []
  for (const row of rows) {
    const device = devices.get(row.device)
    const changes = changedAt(device?.area ?? '').filter(({ before }) => row.states[before.id])
    if (changes.length > 0) touched.push(row)
    for (const { before, after } of changes) {
      const state = row.states[before.id]!
      const next = after ? carryState(before, after, state) : null
      row.states = withState(row.states, before.id, next)
      const level = next?.level ?? null
      if (device && level !== state.level)
        said.push({ device, by: row.device, version, actor: tx.actor, change: taken(pack.id, before, state, level) })
    }
  }
  await applyChanges(tx, packs, said)
  await saveRules(tx, touched)
}

/** What changes at a place, reckoned once for all places with the same rules. */
function changesByArea(was: RulesByArea, is: RulesByArea) {
  type Changed = { before: DetectRule; after: DetectRule | undefined }[]
  const known = new Map<string, Changed>()
  return (area: string): Changed => {
    // Settings are a district's at the finest: city and district are the first two parts of a path.
    const district = area.split('/').slice(0, 2).join('/')
    const found = known.get(district)
    if (found) return found
    const after = new Map(is(area).map((rule) => [rule.id, rule]))
    const changed = was(area)
      .filter((rule) => !sameJson(rule, after.get(rule.id)))
      .map((before) => ({ before, after: after.get(before.id) }))
    known.set(district, changed)
    return changed
  }
}

/** A pack with a version of its rules; 0: those it came with. */
async function bodyOf(tx: Tx, pack: Pack, no: number): Promise<Pack> {
  const published = no > 0 ? await versionOf(tx, rulesOf(pack.id), no) : null
  return published ? { ...pack, detect: published.body } : pack
}

function withState(states: RuleRow['states'], rule: string, state: RuleState | null): RuleRow['states'] {
  const { [rule]: _, ...rest } = states
  return state ? { ...rest, [rule]: state } : rest
}

/** What a rule had said, taken back as far as it is not true of the new rule. */
const taken = (pack: string, rule: DetectRule, { level }: RuleState, to: RuleState['level']): Said['change'] => ({
  ...{ rule: rule.id, family: rule.family, pack, reading: null, from: level, to, value: null, limit: null },
  cause: 'withdrawn',
})

/** The device each memory's changes are told with; a retired one tells nothing any more. */
async function tellers(tx: Tx, rows: RuleRow[]): Promise<Map<string, DeviceRow>> {
  const owners = rows.map(({ device }) => ownerOf(device))
  const devices = await devicesById(
    tx,
    owners.flatMap((owner) => ('device' in owner ? [owner.device] : [])),
  )
  const ofObjects = await devicesOfObjects(
    tx,
    owners.flatMap((owner) => ('object' in owner ? [owner.object] : [])),
  )
  return new Map([...devices, ...[...ofObjects].map(([object, [first]]) => [objectKey(object), first!] as const)])
}
