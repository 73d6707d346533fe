import type { DetectRule, Pack } from '../../../contract/pack.ts'
import { sameJson } from '../../../contract/rule-words/same-json.ts'
import type { Packs } from '../../city/pack/packs.ts'
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
 * transaction, so that no batch meets the new rules with old memory. Afterwards everything of the pack is looked at once.
 */
export function publishedHandlers({ packs }: { packs: Packs }) {
  const onPublished: Handler<'rules.published'> = async (fact, tx) => {
    const { pack: id, version, before } = fact.body
    const shipped = packs.shipped(id)
    if (!shipped) return
    const [was, is] = [await rulesOfVersion(tx, packs, shipped, before), await rulesOfVersion(tx, packs, shipped, version)]
    const after = new Map(is.map((rule) => [rule.id, rule]))
    const changed = was.filter((rule) => !sameJson(rule, after.get(rule.id)))
    if (changed.length === 0) return
    const said: Said[] = []
    const rows = await lockMemoryOf(
      tx,
      shipped,
      changed.map((rule) => rule.id),
    )
    const devices = await tellers(tx, rows)
    for (const row of rows) {
      const device = devices.get(row.device)
      for (const rule of changed) {
        const state = row.states[rule.id]
        if (!state) continue
        const next = carried(rule, after.get(rule.id), state)
        row.states = withState(row.states, rule.id, next)
        const level = next?.level ?? null
        if (device && level !== state.level)
          said.push({ device, by: row.device, version, actor: tx.actor, change: taken(id, rule, state, level) })
      }
    }
    await applyChanges(tx, packs, said)
    await saveRules(tx, rows)
  }

  /** Holds may be shorter now, a device silent already: all are asked again at once, in the lane of the many. */
  const lookAnew: Handler<'rules.published'> = async (fact, tx) => {
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
  const after: Flow['after'] = { 'rules.published': { 'detect.look-anew': lookAnew } }
  return { onPublished, after }
}

async function rulesOfVersion(tx: Tx, packs: Packs, shipped: Pack, no: number): Promise<DetectRule[]> {
  const published = no > 0 ? await versionOf(tx, rulesOf(shipped.id), no) : null
  return packs.inForce(published ? { ...shipped, detect: published.body } : shipped).detect
}

const carried = (before: DetectRule, after: DetectRule | undefined, state: RuleState): RuleState | null =>
  after ? carryState(before, after, state) : null

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
