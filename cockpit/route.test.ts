import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hrefOf, readRoute } from './route.ts'

test('an address names a screen, an area or one event, and is read as it was written', () => {
  for (const scene of [
    { screen: 'overview', area: '50/500105/', event: null },
    { screen: 'overview', area: 'z-liangjiang', event: null },
    { screen: 'risk', area: null, event: null },
    { screen: 'check-up', area: '50/500105/500105005/', event: null },
    { screen: 'event', area: null, event: '0197' },
    { screen: 'vital', area: null, event: null, vital: 'water.quality' },
    { screen: 'vital', area: '50/500105/', event: null, vital: 'water.quality' },
  ] as const)
    assert.deepEqual(readRoute(hrefOf(scene)), scene)
})

test('what names nothing is home', () => {
  for (const hash of ['', '#/', '#/area', '#/event', '#/vital', '#/elsewhere/1']) assert.equal(readRoute(hash), null)
})
