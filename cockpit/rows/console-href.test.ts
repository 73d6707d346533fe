import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consoleHref } from './console-href.ts'

const district = '50/500105/'

test('a figure leads to the list of the console that holds the same rows', () => {
  assert.equal(consoleHref({ figure: 'overdue', area: district }), '/events?view=overdue&area=50%2F500105%2F')
  assert.equal(consoleHref({ figure: 'risk', area: null, level: 'red' }), '/risk?level=red')
  assert.equal(
    consoleHref({ figure: 'risk', area: district, part: '500105005', level: 'red' }),
    '/risk?level=red&area=50%2F500105%2F500105005%2F',
  )
  assert.equal(consoleHref({ figure: 'object', area: null, object: 'a b' }), '/risk?object=a%20b')
})
test('where the console counts otherwise it leads nowhere: an operating district of the city, what nobody has rated', () => {
  assert.equal(consoleHref({ figure: 'risk', area: null, part: '500112', level: 'red' }), null)
  assert.equal(consoleHref({ figure: 'risk', area: null, level: 'unrated' }), null)
  assert.equal(consoleHref({ figure: 'answered', area: null }), null)
})
