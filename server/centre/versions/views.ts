import type { z } from 'zod'
import type { DetectRule, Pack } from '../../../contract/pack.ts'
import { sayRefusal } from '../../../contract/refusal-words.ts'
import { sameJson } from '../../../contract/rule-words/same-json.ts'
import type { PackRules, RulesVersion, RulesVersionLine, VersionAct } from '../../../contract/rules.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { rulesOf, type VersionKind, type VersionRow, versionsOf } from '../../city/pack/store-versions.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Refusal } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { inForceOf } from './acts.ts'
import { hasReadings } from './back-test/store.ts'
import { differences, findings, said } from './checked.ts'
import { overtaken } from './find.ts'
import { faultsOf } from './read-given.ts'
import { ruleLine } from './rule-line.ts'
import { actsNow } from './rules/may-act.ts'
import { historyOf } from './store.ts'
import { type Looked, triedOf, wasLookedAt } from './tried.ts'
import { vocabularyOf } from './vocabulary.ts'

/** The rules of a pack in force as they were written (the demo's shorter holds aside), and their version. */
export async function inForce(db: Db, pack: Pack): Promise<{ no: number; rules: DetectRule[] }> {
  const { no, body } = await inForceOf(db, { line: rulesOf(pack.id), shipped: pack.detect })
  return { no, rules: body }
}

export function lineOf<K extends VersionKind>(row: VersionRow<K>, caller: Caller): z.infer<typeof RulesVersionLine> {
  return {
    ...{ pack: row.pack, no: row.no, state: row.state, note: row.note, basedOn: row.basedOn, untried: row.untried },
    authorName: row.authorName,
    madeAt: row.madeAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    publishedByName: row.publishedByName,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    retiredAt: row.retiredAt?.toISOString() ?? null,
    allowed: actsNow(row, caller).flatMap(({ act, refusal }) => (refusal ? [] : [act])),
  }
}

export async function packView(db: Db, packs: Packs, pack: Pack, caller: Caller): Promise<PackRules> {
  const now = await inForce(db, pack)
  const versions = await versionsOf(db, rulesOf(pack.id))
  const mayDraft = caller.permits.has('rule.draft')
  return {
    ...{ pack: pack.id, name: pack.name, version: now.no },
    rules: said(now.rules, pack),
    versions: versions.map((row) => lineOf(row, caller)),
    allowed: mayDraft ? ['draft', ...(now.no > 0 ? (['roll-back'] as const) : [])] : [],
    vocabulary: vocabularyOf(pack, packs.all()),
    plans: pack.types.map(({ id, name, plan }) => ({ type: id, name, plan })),
  }
}

/** A version in full. Version 0 is what the pack came with. */
export async function versionView(db: Db, packs: Packs, row: VersionRow, caller: Caller): Promise<RulesVersion> {
  const pack = packs.shipped(row.pack)!
  const now = await inForce(db, pack)
  const faults = faultsOf(row.body, pack, packs.all())
  const line = lineOf(row, caller)
  const looked = { what: ruleLine(pack, packs), row, by: caller, live: now.no }
  const off = await refused(db, { ...looked, same: sameJson(now.rules, row.body) })
  return {
    ...line,
    allowed: line.allowed.filter((act) => !off.some((one) => one.act === act)),
    off: off.map(({ act, refusal }) => ({ act, code: refusal.code, words: sayRefusal(refusal.code, refusal.details) })),
    nothingRecorded: !(await hasReadings(db, pack.deviceKind)),
    history: await historyOf(db, row),
    rules: said(row.body, pack),
    faults,
    // Of rules that could not be saved any more nothing can be said.
    findings: faults.length === 0 ? findings(now.rules, row.body, pack) : [],
    differences: differences(now.rules, row.body, pack),
    tried: await triedOf(db, looked),
  }
}

/**
 * Acts that fit the state of a version and are refused now: for want of a permit, of a second person, of a change, of a back-test, or
 * because other rules came into force meanwhile.
 */
export async function refused<K extends VersionKind>(
  db: Db,
  { same, ...looked }: Looked<K> & { row: VersionRow<K>; by: Caller; same: boolean },
): Promise<{ act: VersionAct; refusal: Refusal }[]> {
  const { row, by, live } = looked
  const found: { act: VersionAct; refusal: Refusal }[] = []
  for (const { act, refusal } of actsNow(row, by)) {
    if (refusal) found.push({ act, refusal })
    else if (act === 'ask' && same) found.push({ act, refusal: { code: 'rules.same' } })
    else if ((act === 'ask' || act === 'publish') && row.basedOn !== live) found.push({ act, refusal: overtaken(live) })
    else if (act === 'publish' && !(await wasLookedAt(db, looked))) found.push({ act, refusal: { code: 'rules.untried' } })
  }
  return found
}
