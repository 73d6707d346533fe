// Public series with labelled failures (test/series/SOURCE.md), and what rules with settings of a district say of them.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Condition } from '../contract/condition.ts'
import { type DetectRule, definePack, threshold, tree } from '../contract/pack.ts'
import type { Duration } from '../contract/time.ts'
import { checkRule } from '../server/city/pack/check-rule.ts'
import { lookerOf, replay, type Series } from '../server/flow/2-detect/rules/lint/replay.ts'

const folder = new URL('./series/', import.meta.url)
const read = (file: string): string[][] =>
  gunzipSync(readFileSync(new URL(`${file}.gz`, folder)))
    .toString('utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
const instant = (text: string): number => Date.parse(`${text.replace(' ', 'T').slice(0, 19)}Z`)

/** A series of one value; `column` where the file has several, `missing` the number that stands for none: such a row is not sent. */
export function readSeries(file: string, { column = 1, missing }: { column?: number; missing?: number } = {}): Series {
  return read(file)
    .map((cells) => ({ at: instant(cells[0]!), values: { value: Number(cells[column]) } }))
    .filter(({ values }) => values.value !== missing)
    .toSorted((a, b) => a.at - b.at)
}

type Span = { from: number; to: number }
const labels = JSON.parse(readFileSync(new URL('labels.json', folder), 'utf8')) as Record<string, { windows: [string, string][] }>

/** When something is labelled to have gone wrong; empty: nothing did. */
export function windowsOf(file: string): Span[] {
  const found = Object.entries(labels).find(([path]) => path.endsWith(`/${file}`))
  if (!found) throw new Error(`no labels of ${file}`)
  return found[1].windows.map(([from, to]) => ({ from: instant(from), to: instant(to) }))
}

/** The device of a series: one reading within what can be. */
export const packOf = (range: Range, detect: DetectRule[]) =>
  definePack({
    ...{ id: 'series', version: 1, name: { zh: '序列', en: 'Series' }, deviceKind: 'series', intervalS: range.intervalS },
    readings: {
      value: { name: { zh: '数值', en: 'Value' }, unit: '', min: range.min, max: range.max, normal: [range.min, range.max] },
    },
    ...{ objects: [{ kind: 'series', name: { zh: '序列', en: 'Series' } }], detect, acts: [], settings: {} },
    types: [
      {
        ...{ id: 'series.off', name: { zh: '异常', en: 'Off' }, path: ['a', 'b', 'c', 'd'], prefix: 'SERIES', family: 'off' },
        ...{ grade: 'ordinary', gradeOf: { yellow: 'ordinary' }, auto: [], title: { zh: '异常', en: 'Off' } },
        plan: {
          lead: [{ call: [{ postKind: 'district-duty', tier: 'district' }], name: { zh: '值班', en: 'Duty' } }],
          ...{ assist: [], inform: [], checklist: [], safety: [] },
          clocks: { ordinary: { accept: '30m', arrive: null, report: null, finish: '2d', calendar: 'wall' } },
        },
        ...{ closeNeedsClear: false, reportable: false },
      },
    ],
    merge: { withinM: 100, within: '1h' },
  })

/** The alarms a rule raises, each from when it was raised to when it was over (its end of the series: still standing). */
export function alarmsOf(rule: DetectRule, series: Series, range: Range): Span[] {
  const pack = packOf(range, [rule])
  const faults = checkRule(rule, pack)
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  const spans: Span[] = []
  replay(lookerOf(pack, 'UTC')(rule), series, ({ at, from, to }) => {
    if (from === null) spans.push({ from: at, to: series.at(-1)!.at })
    if (to === null) spans.at(-1)!.to = at
    return true
  })
  return spans
}

type Range = { min: number; max: number; intervalS: number }
/** A labelled series, what device it is, and the one rule a district would set for it. */
export type Case = { file: string; what: string; range: Range; rule: DetectRule; says: string }

const said = { id: 'off', family: 'off', name: { zh: '异常', en: 'Off' } }
const unusual = (
  asked: Pick<Extract<Condition, { op: 'unusual' }>, 'times' | 'atLeast' | 'season'>,
  { hold = '0s', clearHold = '6h' }: { hold?: Duration; clearHold?: Duration } = {},
): DetectRule => when({ op: 'unusual', reading: 'value', is: 'either', learned: 5, ...asked }, hold, clearHold)
const when = (condition: Condition, hold: Duration = '0s', clearHold: Duration = '6h'): DetectRule =>
  tree({
    ...{ ...said, on: 'device', clearFactor: 0.8, clearHold },
    levels: [{ severity: 'yellow', hold, when: condition }],
  })
const beyond = (direction: 'above' | 'below', limit: number): DetectRule =>
  threshold({
    ...{ ...said, reading: 'value', direction, clearFactor: 0.9, clearHold: '6h' },
    levels: [{ severity: 'yellow', limit, hold: '0s' }],
  })
const flowing: Range = { min: 0, max: 120, intervalS: 300 }
const daily: Range = { min: -100, max: 300, intervalS: 300 }
const dailyRule = unusual({ times: 5, atLeast: 10, season: 'day' }, { hold: '30m' })

/**
 * Every labelled series but one with the plainest setting that fits what it measures: a limit where the failure is a limit, counts where it
 * is how often, what is unusual where it is the hour. `rogue_agent_key_updown` (key strokes of one computer) is no device of a city: the
 * best form found both labels among 26 other alarms a month, so no district would use it, and it is not counted as found.
 */
export const cases: Case[] = [
  {
    ...{ file: 'ambient_temperature_system_failure.csv', what: 'room temperature', range: { min: 0, max: 120, intervalS: 3600 } },
    ...{
      rule: unusual({ times: 4, atLeast: 5, season: 'day' }, { hold: '2h' }),
      says: 'off the usual by 4 strays and 5 °F for 2 h',
    },
  },
  {
    ...{ file: 'nyc_taxi.csv', what: 'passengers of taxis', range: { min: 0, max: 50_000, intervalS: 1800 } },
    // A holiday lasts a day: what comes back within one is the same.
    rule: unusual({ times: 5, atLeast: 3000, season: 'week' }, { clearHold: '1d' }),
    says: 'off the usual by 5 strays and 3,000',
  },
  { file: 'speed_t4013.csv', what: 'speed of traffic', range: flowing, rule: beyond('below', 30), says: '≤ 30 mph' },
  { file: 'speed_6005.csv', what: 'speed of traffic', range: flowing, rule: beyond('below', 30), says: '≤ 30 mph' },
  { file: 'occupancy_6005.csv', what: 'occupancy of a lane', range: flowing, rule: beyond('above', 20), says: '≥ 20 %' },
  {
    ...{ file: 'TravelTime_387.csv', what: 'travel time', range: { min: 0, max: 6000, intervalS: 600 } },
    ...{ rule: beyond('above', 2000), says: '≥ 2,000 s' },
  },
  {
    ...{ file: 'art_increase_spike_density.csv', what: 'spikes', range: { min: 0, max: 100, intervalS: 300 } },
    rule: when({
      ...{ op: 'count', atLeast: 4, within: '6h' },
      of: { op: 'compare', value: { reading: 'value' }, is: 'above', limit: 10 },
    }),
    says: '≥ 10 four times within 6 h',
  },
  {
    file: 'art_daily_flatmiddle.csv',
    what: 'a day’s pattern',
    range: daily,
    rule: dailyRule,
    says: 'off the usual by 5 strays, 30 min',
  },
  {
    file: 'art_daily_jumpsup.csv',
    what: 'a day’s pattern',
    range: daily,
    rule: dailyRule,
    says: 'off the usual by 5 strays, 30 min',
  },
  { file: 'art_daily_small_noise.csv', what: 'the same, nothing wrong', range: daily, rule: dailyRule, says: 'as above' },
  { file: 'art_flatline.csv', what: 'one value, nothing wrong', range: daily, rule: dailyRule, says: 'as above' },
]

/** Windows with an alarm raised in them, of how many, and those with just one; alarms outside all windows, and over how many months of 30 days. */
type Outcome = { found: number; of: number; once: number; outside: number; months: number }

/** What the rule of a case finds in its series. */
export function outcomeOf({ file, rule, range }: Case): Outcome {
  const [series, windows] = [readSeries(file), windowsOf(file)]
  const alarms = alarmsOf(rule, series, range)
  const within = ({ from }: Span, window: Span): boolean => from >= window.from && from <= window.to
  const inEach = windows.map((window) => alarms.filter((alarm) => within(alarm, window)).length)
  return {
    found: inEach.filter((n) => n > 0).length,
    ...{ of: windows.length, once: inEach.filter((n) => n === 1).length },
    outside: alarms.filter((alarm) => !windows.some((window) => within(alarm, window))).length,
    months: (series.at(-1)!.at - series[0]!.at) / (30 * 86_400_000),
  }
}
