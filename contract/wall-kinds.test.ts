import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { layoutFaults, shippedLayout, type WallLayout } from './wall-kinds.ts'

const codes = (layout: WallLayout) => layoutFaults(layout).map(({ code, ratio }) => `${ratio} ${code}`)
const normal = (slots: Partial<WallLayout['normal']>): WallLayout => ({
  ...shippedLayout,
  normal: { ...shippedLayout.normal, ...slots },
})

describe('a composition of the wall', () => {
  it('that is shipped may be put up', () => assert.deepEqual(layoutFaults(shippedLayout), []))
  it('has each panel once', () => assert.deepEqual(codes(normal({ right: ['now'] })), ['normal twice']))
  it('never loses what is open and red', () => assert.deepEqual(codes(normal({ left: ['now'] })), ['normal missing']))
  it('holds no more than its slots have room for', () => {
    assert.deepEqual(codes(normal({ right: ['vitals', 'risk'] })), ['normal slot-full'])
    assert.deepEqual(codes(normal({ right: [], bottom: ['vitals'] })), ['normal slot-full'])
    assert.deepEqual(codes(normal({ right: ['vitals', 'areas'], bottom: ['strip'] })), [])
  })
  it('holds no panel that needs a wider wall', () =>
    assert.ok(codes(normal({ right: ['cards'] })).includes('normal does-not-fit')))
})
