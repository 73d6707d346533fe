import type { LayerAsked } from '../../../contract/scene.ts'
import { insertFeatures } from '../../city/scene/store.ts'
import {
  dropOldStates,
  hasState,
  insertLayer,
  insertState,
  layerNamed,
  lockLayer,
  nextVersion,
  putInForce,
  type Standing,
} from '../../city/scene/store-layers.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { LayerPlan } from './plan-layer.ts'

const moved = () => new RefusalError({ code: 'scene.moved' })

/** Puts what a plan found in force as the next state of its layer, whole. Refused when the layer changed since the look. */
export async function takeLayer(
  tx: Tx,
  plan: LayerPlan,
  { asked, by }: { asked: LayerAsked; by: string },
): Promise<{ id: string; version: number; features: number }> {
  const { area, crs, features, counts, bounds, before } = plan
  const id = before ? await held(tx, before) : await insertLayer(tx, { id: tx.newId(), area, name: asked.name })
  if (!id) throw moved()
  const version = await nextVersion(tx, id)
  const { source, asOf } = asked
  await insertState(tx, id, version, {
    ...{ source, crs, asOf, schematic: false, counts, features: features.length, bounds: bounds! },
    ...{ takenAt: tx.now, takenBy: by },
  })
  await putInForce(tx, id, version)
  await insertFeatures(tx, id, version, features)
  await dropOldStates(tx, id)
  await tx.record({
    kind: 'scene-layer.taken',
    subject: id,
    area,
    body: { layer: id, name: asked.name, version, source, features: features.length, before: before?.features ?? 0 },
  })
  return { id, version, features: features.length }
}

async function held(tx: Tx, { id, version }: Standing): Promise<string | null> {
  const now = await lockLayer(tx, id)
  return now?.version === version ? id : null
}

type RollBack = { id: string; seen: number; to: number }

/** Brings a former state of a layer back; the one it replaces can be brought back in its turn. */
export async function rollBackLayer(
  tx: Tx,
  { id, seen, to }: RollBack,
): Promise<{ id: string; version: number; features: number }> {
  const before = await lockLayer(tx, id)
  if (!before || !(await hasState(tx, id, to))) throw new RefusalError({ code: 'thing.not-found' })
  if (before.version !== seen) throw new RefusalError({ code: 'version.stale', details: { version: before.version } })
  await putInForce(tx, id, to)
  const after = (await layerNamed(tx, before.area, before.name))!
  if (to !== seen)
    await tx.record({
      kind: 'scene-layer.rolled-back',
      subject: id,
      area: before.area,
      body: { layer: id, name: before.name, version: to, from: seen, features: after.features },
    })
  return { id, version: to, features: after.features }
}
