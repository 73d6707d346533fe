import assert from 'node:assert/strict'
import { it } from 'node:test'
import { clockOfLine } from './line-clock.ts'

it('reads the clock of a receiver before its sentence', () => {
  const cases: [line: string, moment: string | undefined][] = [
    ['2016-04-11 00:00:05, !AIVDM,1', '2016-04-10T22:00:05.000Z'],
    ['2016-04-11T00:00:05Z !AIVDM,1', '2016-04-11T00:00:05.000Z'],
    ['2016-04-11 00:00:05.250 +08:00 !AIVDM,1', '2016-04-10T16:00:05.250Z'],
    ['!AIVDM,1,1,,A,2016-04-11 00:00:05', undefined],
    ['2016-13-11 00:00:05, !AIVDM,1', undefined],
  ]
  for (const [line, moment] of cases) assert.equal(clockOfLine(line, '+02:00')?.toISOString(), moment, line)
})
