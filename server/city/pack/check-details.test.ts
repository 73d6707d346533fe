import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gasPack } from '../../../test/demo-packs.ts'
import { createPacks } from './packs.ts'

const tank = gasPack.objects[0]!

describe('a pack with details a sheet could not tell apart', () => {
  it('does not load, and says which', () => {
    const risk = { ...tank.details.vent!, name: { zh: '风险', en: 'Risky' } }
    assert.throws(
      () => createPacks([{ ...gasPack, objects: [{ ...tank, details: { risk } }] }], { demo: false }),
      /septic-gas septic-tank details\.risk/,
    )
    assert.ok(createPacks([gasPack], { demo: false }).byId('septic-gas').objects[0]!.details.vent)
  })
  it('does not load when a detail asks for evidence that no model rates', () => {
    const asking = (detail: string) => {
      const details = { ...tank.details, [detail]: { ...tank.details[detail]!, proof: true as const } }
      return createPacks([{ ...gasPack, objects: [{ ...tank, details }] }], { demo: false })
    }
    assert.throws(() => asking('material'), /septic-tank details\.material: asks for evidence/)
    assert.ok(asking('vent'))
  })
})
