import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VitalDefinition } from '../../../../../contract/vital.ts'
import * as kinds from '../../../../../contract/vital-kinds.ts'
import { type Chance, chance } from '../../../../../test/random-rules.ts'
import { demoVitals } from '../../../../city/seed/vitals.ts'
import { listVitals } from '../../../../city/seed/vitals-list.ts'
import { asBeforeNoFormula, noFormula } from '../../../../kernel/plain-text.ts'
import { changesOf } from './changes.ts'
import { cellsOf, columns, placesOf, readCells } from './sheet-columns.ts'

const seeded = demoVitals(listVitals()).map(({ definition }) => definition)
const { places } = placesOf(columns.map(({ en }) => en))

/** Texts a spreadsheet could take for something else, long ones, and such as a sheet parts cells and lists by. */
const odd = ['=SUM(A1)', '-2+3', '@home', '+86', "'quoted", 'a,"b";c', '两行\n第二行', '007', '长'.repeat(900), '1e5', '≤ 3; = 4']
const numbers = [0, -5, 0.1, 1e-7, 1e21, -12.345, 99.99, 1234567]

function randomDefinition({ next, below, pick }: Chance, n: number): VitalDefinition {
  const maybe = <T>(make: () => T): T | undefined => (next() < 0.5 ? make() : undefined)
  const words = () => ({ zh: pick(odd), en: pick(odd) })
  const some = <T>(most: number, make: () => T): T[] => Array.from({ length: 1 + below(most) }, make)
  const range = () => {
    const [least, most] = [maybe(() => pick(numbers)), pick(numbers)]
    return next() < 0.3 ? { least: pick(numbers) } : { ...(least === undefined ? {} : { least }), most }
  }
  const bands = () => some(4, () => ({ band: pick(kinds.vitalBands), ...range() }))
  const definition = {
    ...{ code: `random.n${n}`, name: words(), unit: words(), source: words(), board: pick(odd).slice(0, 40), track: 'gas' },
    ...{ decimals: below(7), aggregation: pick(kinds.vitalAggregations), times: pick([1, 100, 1000] as const) },
    ...{ tier: pick(kinds.vitalTiers), cadence: pick(kinds.vitalCadences), dueMinutes: 1 + below(9_999) },
    ...{ hysteresis: Math.abs(pick(numbers)), formula: maybe(() => `${'{water.sold} + '.repeat(20)}1`) },
    ...{
      leastSample: maybe(() => (1 + below(99)) / 2),
      numerator: maybe(words),
      denominator: maybe(words),
      overTime: maybe(() => pick(kinds.vitalOverTimes)),
    },
    ...{ normal: maybe(range), possible: maybe(range), bands: maybe(bands), unusual: maybe(() => pick(kinds.vitalAnswers)) },
    normalAbove: maybe(() =>
      some(4, () => ({ tier: pick(kinds.vitalTiers), ...range(), ...(next() < 0.5 && { bands: bands() }) })),
    ),
    rules: maybe(() =>
      some(10, () => ({
        ...{ is: pick(kinds.vitalRelations), of: some(10, () => `water.n${below(99)}-${'x'.repeat(below(60))}`) },
        ...{ tolerance: Math.abs(pick(numbers)), answer: pick(kinds.vitalAnswers) },
      })),
    ),
    count: maybe(() => ({
      of: 'readings' as const,
      when: 'measured' as const,
      where: [{ field: 'device-kind', in: some(40, () => pick(odd).slice(0, 80)) }],
    })),
    ...{ basis: maybe(() => pick(odd).slice(0, 200)), direction: maybe(() => pick(kinds.vitalDirections)) },
    ...{
      owner: maybe(() => 'unit-1'),
      ownerPost: maybe(() => 'post-1'),
      objectKind: maybe(() => 'tank'),
      eventType: maybe(() => 'gas.leak'),
    },
    opens: maybe(() => ({
      ...{ hold: 1 + below(60), causeHours: 1 + below(720), tier: maybe(() => pick(kinds.vitalTiers)) },
      covered: maybe(() => 1 + below(100)),
    })),
  }
  // As it is stored: without what is not there.
  return VitalDefinition.parse(JSON.parse(JSON.stringify(definition)))
}

/** The cells as a CSV that spreadsheets open brings them back. */
const handedOut = (definition: VitalDefinition): string[] => cellsOf(definition).map((cell) => asBeforeNoFormula(noFormula(cell)))

function comesBack(definition: VitalDefinition): void {
  const cells = handedOut(definition)
  for (const before of [undefined, definition]) {
    const read = readCells(cells, places, before)
    assert.ok(read.ok, `${definition.code}: ${JSON.stringify(read)}`)
    assert.deepEqual(read.value, definition)
    assert.deepEqual(changesOf(definition, read.value), [])
  }
}

describe('a sheet of definitions comes back as it was handed out', () => {
  it('each of the demo, as a new one and as a change', () => {
    assert.ok(seeded.length > 70, String(seeded.length))
    for (const field of ['normalAbove', 'opens', 'possible', 'rules', 'unusual', 'bands', 'count', 'formula'] as const)
      assert.ok(
        seeded.some((one) => one[field] !== undefined),
        `some have ${field}`,
      )
    for (const one of seeded) comesBack(one)
  })

  it('and any that can be written, whatever its texts look like', () => {
    for (let n = 0; n < 300; n++) comesBack(randomDefinition(chance(n), n))
  })

  it('changes nothing where a cell says what it was handed out with, blanks around a text and all', () => {
    const before = { ...seeded[0]!, basis: ' 第三条 ' }
    const read = readCells(handedOut(before), places, before)
    assert.deepEqual(read, { ok: true, value: before })
  })
})
