import type { z } from 'zod'
import type { DetectRule, Pack } from '../../../contract/pack.ts'
import type { PackRules, RulesVersion, RulesVersionLine } from '../../../contract/rules.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { liveVersion, type VersionRow, versionsOf } from '../../city/pack/store-versions.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { differences, findings, said } from './checked.ts'
import { faultsOf } from './read-given.ts'
import { allowedActs } from './rules/may-act.ts'
import { triedOf } from './tried.ts'

/** The rules of a pack in force as they were written (the demo's shorter holds aside), and their version. */
export async function inForce(db: Db, pack: Pack): Promise<{ no: number; rules: DetectRule[] }> {
  const live = await liveVersion(db, pack.id)
  return live ? { no: live.no, rules: live.body } : { no: 0, rules: pack.detect }
}

export function lineOf(row: VersionRow, caller: Caller): z.infer<typeof RulesVersionLine> {
  return {
    ...{ pack: row.pack, no: row.no, state: row.state, note: row.note, basedOn: row.basedOn, untried: row.untried },
    authorName: row.authorName,
    madeAt: row.madeAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    publishedByName: row.publishedByName,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    retiredAt: row.retiredAt?.toISOString() ?? null,
    allowed: allowedActs(row, caller),
  }
}

export async function packView(db: Db, pack: Pack, caller: Caller): Promise<PackRules> {
  const now = await inForce(db, pack)
  const versions = await versionsOf(db, pack.id)
  const mayDraft = caller.permits.has('rule.draft')
  return {
    ...{ pack: pack.id, name: pack.name, version: now.no },
    rules: said(now.rules, pack),
    versions: versions.map((row) => lineOf(row, caller)),
    allowed: mayDraft ? ['draft', ...(now.no > 0 ? (['roll-back'] as const) : [])] : [],
  }
}

/** A version in full. Version 0 is what the pack came with. */
export async function versionView(db: Db, packs: Packs, row: VersionRow, caller: Caller): Promise<RulesVersion> {
  const pack = packs.shipped(row.pack)!
  const now = await inForce(db, pack)
  const faults = faultsOf(row.body, pack, packs.all())
  return {
    ...lineOf(row, caller),
    rules: said(row.body, pack),
    faults,
    // Of rules that could not be saved any more nothing can be said.
    findings: faults.length === 0 ? findings(row.body, pack) : [],
    differences: differences(now.rules, row.body, pack),
    tried: await triedOf(db, { pack, row, by: caller }),
  }
}
