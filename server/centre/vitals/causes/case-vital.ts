import type { CaseVital } from '../../../../contract/event-vital.ts'
import type { FactBody } from '../../../../contract/fact.ts'
import type { VitalDefinition } from '../../../../contract/vital.ts'
import { type CaseVitalLine, vitalsOfCases } from '../../../flow/3-event/store-case-vitals.ts'
import { openingNumbers } from '../../../flow/3-event/store-vitals.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import { vitalByCode } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import { asKept } from '../../../flow/7-evaluate/vitals/store-source.ts'
import type { TreeNode } from '../../../flow/7-evaluate/vitals/types.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { readVital } from '../one-vital.ts'

type Ground = { spine: Spine; zone: string; tree: LiveTree }
type Found = { vital: CaseVital; node: TreeNode; definition: VitalDefinition }

/** What a case is about: the vital that opened it as found (null: none did), and the others. */
export type CaseVitals = { of: Found | null; joined: CaseVital[] }

/**
 * The vitals a case is about, as they stand at `now`: the one that opened it, then those that joined it and those of cases merged into it. Without those nobody
 * keeps any more.
 */
export async function readCaseVitals(ground: Ground, event: string, now: Date): Promise<CaseVitals> {
  const lines = await vitalsOfCases(ground.spine, [event])
  if (lines.length === 0) return { of: null, joined: [] }
  const openings = await openingNumbers(
    ground.spine,
    lines.flatMap(({ opened, keeps }) => (opened ? [keeps] : [])),
  )
  const read: CaseVitals = { of: null, joined: [] }
  for (const line of lines) {
    const found = await readOne(ground, line, { opening: line.opened ? openingOf(openings.get(line.keeps)) : null, now })
    if (found && line.opened && line.merged === null) read.of = found
    else if (found) read.joined.push(found.vital)
  }
  return read
}

async function readOne(
  { spine, zone, tree }: Ground,
  about: CaseVitalLine,
  { opening, now }: { opening: CaseVital['opening']; now: Date },
): Promise<Found | null> {
  const [record, read] = [await vitalByCode(spine, about.vital), await tree.read()]
  const node = read.node(about.area)
  if (!record || !node) return null
  const at = now.getTime()
  const asking = { tree: read, node, now: at, zone, knownAt: null, askedAt: at }
  const { cell, series, definition, normal } = await readVital(asKept(spine, asking), record, {}, asking)
  const { name, unit, decimals, opens } = definition
  const vital = {
    ...{ code: record.code, name, unit, decimals, area: { code: node.code, name: node.name } },
    ...{ normal, hold: opens?.hold ?? null, cell, series, opening, merged: about.merged },
  }
  return { vital, node, definition }
}

function openingOf(said: FactBody<'event.vital-opened'> | undefined): CaseVital['opening'] {
  if (!said || said.value === null) return null
  const { period, value, n = null, due = null, version = null } = said
  return { period, value, n, due, version }
}
