import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hrefOf, type Route, readCode, readRoute, spaced } from './route.ts'

test('addresses are read back', () => {
  const routes: Route[] = [{ at: 'home' }, { at: 'send' }, { at: 'got', id: 'a-1' }, { at: 'look', code: 'SVHCEVNW9C' }]
  for (const route of routes) assert.deepEqual(readRoute(hrefOf(route)), route)
  assert.deepEqual(readRoute('#/nowhere'), { at: 'home' })
  const path = hrefOf({ at: 'code', code: 'SVHCEVNW9C' })
  assert.equal(path, '/public/code/SVHCEVNW9C')
  assert.deepEqual(readRoute('', path), { at: 'code', code: 'SVHCEVNW9C' })
  assert.deepEqual(readRoute('#/send', path), { at: 'send' }, 'a report of that very object')
})

test('a code is read however it is written, and nothing else is', () => {
  for (const written of ['SVHCEVNW9C', 'svhce vnw9c', 'svhce-vnw9c', ' SVHCE VNW9C '])
    assert.equal(readCode(written), 'SVHCEVNW9C')
  assert.equal(readCode('O1L2I45678'), '0112145678')
  for (const wrong of ['', '123', 'SVHCEVNW9U', 'SVHCEVNW9CC']) assert.equal(readCode(wrong), null)
  assert.equal(spaced('SVHCEVNW9C'), 'SVHCE VNW9C')
})
