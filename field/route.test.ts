import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hrefOf, type Route, readRoute } from './route.ts'

test('every address is read back as the screen it was made for', () => {
  const routes: Route[] = [
    { at: 'today' },
    { at: 'report' },
    { at: 'outbox' },
    { at: 'me' },
    { at: 'notices' },
    { at: 'order', id: 'a-1' },
    { at: 'draft', id: 'b/2' },
  ]
  for (const route of routes) assert.deepEqual(readRoute(hrefOf(route)), route)
  assert.equal(routes.length, 7)
})

test('an unknown or half address is today', () => {
  for (const hash of ['', '#', '#/', '#/nowhere', '#/order/', '#/order']) assert.deepEqual(readRoute(hash), { at: 'today' })
})
