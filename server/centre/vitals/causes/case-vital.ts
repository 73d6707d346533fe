import type { CaseVital } from '../../../../contract/event-vital.ts'
import type { VitalDefinition } from '../../../../contract/vital.ts'
import { joinedVitals, openingNumber, vitalOfEvent } from '../../../flow/3-event/store-vitals.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import { vitalByCode } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import { asKept } from '../../../flow/7-evaluate/vitals/store-source.ts'
import type { TreeNode } from '../../../flow/7-evaluate/vitals/types.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { readVital } from '../one-vital.ts'

type Ground = { spine: Spine; zone: string; tree: LiveTree }
type Found = { vital: CaseVital; node: TreeNode; definition: VitalDefinition }

type About = NonNullable<Awaited<ReturnType<typeof vitalOfEvent>>>

/** The vital an event was opened by, in the area it is of, as it stands at `now`; null: by none, or by one nobody keeps any more. */
export async function readCaseVital(ground: Ground, event: string, now: Date): Promise<Found | null> {
  const about = await vitalOfEvent(ground.spine, event)
  return about && readOne(ground, about, { opening: openingOf(await openingNumber(ground.spine, event)), now })
}

/** The vitals that joined an event, as they stand at `now`; without those nobody keeps any more. */
export async function readJoined(ground: Ground, event: string, now: Date): Promise<CaseVital[]> {
  const found: CaseVital[] = []
  for (const about of await joinedVitals(ground.spine, event)) {
    const one = await readOne(ground, about, { opening: null, now })
    if (one) found.push(one.vital)
  }
  return found
}

async function readOne(
  { spine, zone, tree }: Ground,
  about: About,
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
    ...{ normal, hold: opens?.hold ?? null, cell, series, opening },
  }
  return { vital, node, definition }
}

function openingOf(said: Awaited<ReturnType<typeof openingNumber>>): CaseVital['opening'] {
  if (!said || said.value === null) return null
  const { period, value, n = null, due = null, version = null } = said
  return { period, value, n, due, version }
}
