import assert from 'node:assert/strict'
import { it } from 'node:test'
import { checkPlan } from '../../server/city/pack/check-plan.ts'
import { loadedPacks } from '../../server/main.ts'

it('every part of a plan that comes with the platform has an id of its own, and every way is closed by one', () => {
  const types = loadedPacks.flatMap((pack) => pack.types.map((type) => ({ pack, type })))
  assert.ok(types.length > 30)
  for (const { pack, type } of types) {
    assert.deepEqual(checkPlan(type.plan, type, pack), [], type.id)
    for (const { id, name } of type.plan.assist) assert.ok(id, `${type.id}: ${name.zh}`)
  }
})
