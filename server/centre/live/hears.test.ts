import assert from 'node:assert/strict'
import { it } from 'node:test'
import { callerOfSeat } from '../../city/wall-seat/seat-caller.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import { hears, type Listener, turnsRights } from './hears.ts'

const listener = (session: 'person' | 'wall', scope: string[], ...permits: string[]): Listener =>
  ({ caller: { session, permits: new Set(permits), sight: 'area' }, scope, cases: new Set() }) as unknown as Listener
const round = (...paths: string[]): RecordedFact =>
  ({ kind: 'vitals.changed', subject: 'vitals', area: null, body: { vitals: 1, places: 1, paths } }) as unknown as RecordedFact

it('a round of numbers is heard where they changed, above and below it, and nowhere else', () => {
  const told = round('50/500105/')
  const heard = (scope: string) => hears(listener('wall', [scope]), told)
  assert.deepEqual(['50/', '50/500105/', '50/500105/500105005/', '50/500106/'].map(heard), [true, true, true, false])
  assert.equal(hears(listener('person', ['50/'], 'object.read'), told), true)
  assert.equal(hears(listener('person', ['50/'], 'event.read'), told), false, 'who may not read numbers')
  assert.equal(hears(listener('wall', ['50/500106/', '50/500105/']), told), true, 'a zone of several towns')
})

it('the end of a wall seat is looked at by that seat at once, and by no other', () => {
  const seat = (id: string) => callerOfSeat({ id, name: '丙', paths: ['50/'] })
  const ended = { kind: 'wall.seat-ended', subject: 's1' } as RecordedFact
  assert.deepEqual([turnsRights(seat('s1'), ended), turnsRights(seat('s2'), ended)], [true, false])
})
