import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyOf, most, surplus, wayOf } from './sw-rules.ts'

const origin = 'https://city.example'
const shell = new Set(['/assets/field-1.js', '/field/icon-192.png'])
const way = (path: string, method = 'GET', mode = 'cors') =>
  wayOf({ method, url: path.startsWith('http') ? path : `${origin}${path}`, mode }, origin, shell)
const id = '0197a1b2-c3d4-7000-8000-000000000001'

test('the live stream is not touched', () => {
  assert.equal(way('/api/v1/live?after=1.2'), 'pass')
})

test('what changes something is not touched', () => {
  for (const method of ['POST', 'PUT', 'DELETE']) assert.equal(way(`/api/v1/work-orders/${id}/accept`, method), 'pass')
  assert.equal(way('/api/v1/session', 'DELETE'), 'pass')
})

test('what a shift without network stands on is asked anew and kept', () => {
  for (const path of [
    '/api/v1/work-orders?view=mine',
    `/api/v1/work-orders/${id}`,
    '/api/v1/session',
    '/api/v1/public/report-types',
    `/api/v1/files/${id}`,
    '/api/v1/objects/building-1/brief',
  ])
    assert.equal(way(path), 'fresh-first', path)
})

test('other answers and upload states are never served old', () => {
  for (const path of [
    '/api/v1/events',
    '/api/v1/map/points?bbox=1,2,3,4',
    '/api/v1/objects/building-1/numbers',
    `/api/v1/files/${id}/state`,
    '/api/v1/cockpit',
    '/healthz',
  ])
    assert.equal(way(path), 'pass', path)
})

test('every page of the field app opens the shell; other apps are not ours', () => {
  for (const path of ['/field', '/field/', '/field/anything']) assert.equal(way(path, 'GET', 'navigate'), 'page', path)
  for (const path of ['/', '/fieldwork', '/leader', '/cockpit/']) assert.equal(way(path, 'GET', 'navigate'), 'pass', path)
})

test('files of the shell come from the phone, others and other hosts pass', () => {
  assert.equal(way('/assets/field-1.js'), 'asset')
  assert.equal(way('/assets/console-9.js'), 'pass')
  assert.equal(way('https://elsewhere.example/assets/field-1.js'), 'pass')
})

test('two demo tabs do not share answers, and the secret is not kept', () => {
  const url = `${origin}/api/v1/work-orders?view=mine`
  const [a, b] = [keyOf(url, 'aaaaaaaa-secret'), keyOf(url, 'bbbbbbbb-secret')]
  assert.notEqual(a, b)
  assert.ok(!a.includes('secret'))
  assert.equal(keyOf(url, null), url)
})

test('the oldest answers go, photographs are counted apart', () => {
  const answers = Array.from({ length: most.answers + 2 }, (_, n) => `${origin}/api/v1/areas/${n}`)
  const photos = Array.from({ length: most.photos + 1 }, (_, n) => `${origin}/api/v1/files/${n}`)
  assert.deepEqual(surplus([...answers, ...photos]), [photos[0], answers[0], answers[1]])
})
