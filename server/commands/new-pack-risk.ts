import type { z } from 'zod'
import type { Details, DetailValue } from '../../contract/detail.ts'
import type { RiskSample } from '../../contract/pack-risk-sample.ts'
import type { RiskModel } from '../../contract/risk.ts'
import type { Words } from '../../contract/words.ts'

const words = (zh: string, en: string): Words => ({ zh, en })

/** What the risk model of a new pack looks at in its register. */
export const riskDetails: Details = {
  state: {
    ...{ kind: 'choice', name: words('设施状况', 'State'), required: false },
    choices: { good: words('完好', 'Good'), worn: words('老化', 'Worn'), broken: words('损坏', 'Broken') },
  },
  checked: { kind: 'date', name: words('上次检查', 'Last looked at'), required: false },
}

type Model = z.input<typeof RiskModel>
const mend = words('修好并改登记', 'Mend it and change the register')

/**
 * A risk model to begin with: three indicators, one of each sort people want first (a choice, days since a date, an alarm that stands), and a
 * floor that worsens with time. Its numbers are ours and made up, to be replaced.
 */
export const riskOf = (id: string): Model => ({
  version: 1,
  groups: { facility: words('设施', 'Facility'), watch: words('监测', 'Monitoring') },
  indicators: indicatorsOf(id),
  floors: [
    {
      ...{ id: 'broken', name: words('设施损坏', 'Facility broken'), restore: mend },
      when: [{ kind: 'choice', detail: 'state', is: ['broken'] }],
      steps: [
        { after: '0s', level: 'yellow' },
        { after: '24h', level: 'orange' },
      ],
    },
  ],
})

const monthOver = { from: 30, score: 0.5 }
const quarterOver = { from: 90, score: 1 }
const indicatorsOf = (id: string): Model['indicators'] => [
  {
    ...{ id: 'state', name: words('设施状况', 'State'), group: 'facility', weight: 50, restore: mend },
    from: [{ kind: 'choice', detail: 'state', scores: { good: 0, worn: 0.5, broken: 1 } }],
  },
  {
    ...{ id: 'checked', name: words('多久没检查', 'Days since it was looked at'), group: 'facility', weight: 20 },
    from: [{ kind: 'date', detail: 'checked', start: 0, steps: [monthOver, quarterOver] }],
    restore: words('检查并登记日期', 'Look at it and register the day'),
  },
  {
    ...{ id: 'level', name: words('读数过高', 'Reading too high'), group: 'watch', weight: 30 },
    from: [{ kind: 'alarm', pack: id, family: 'level', score: 1, silence: 'silence' }],
    restore: words('处置到报警解除', 'Work until the alarm is over'),
  },
]

const now = '2026-04-10T09:00:00+08:00'
type Given = Partial<Pick<RiskSample, 'alarms' | 'devices' | 'held'>> & { details: Record<string, DetailValue> }
type Expected = z.input<typeof RiskSample>['expect']
const sample = (name: string, given: Given, expect: Expected): z.input<typeof RiskSample> => ({ name, now, ...given, expect })

type Named = [name: string, sample: z.input<typeof RiskSample>]

/** What is known of an object in; score, colour, unknown, reasons (dearest first) and the next turn for the worse out. */
export const riskSamplesOf = (id: string): Named[] => [
  [
    '1-all-well',
    sample(
      'nothing wrong, everything known: green',
      { details: { state: 'good', checked: '2026-04-01' }, devices: [id] },
      { score: 0, level: 'green', unknown: 0, of: 3, why: [], worsens: null },
    ),
  ],
  [
    '2-nothing-known',
    sample(
      'nobody knows anything: each indicator counts half, never nothing',
      { details: {} },
      { score: 50, level: 'yellow', unknown: 3, of: 3, why: ['state', 'level', 'checked'], worsens: null },
    ),
  ],
  ['3-broken-and-alarm', brokenAndAlarm(id)],
  ['4-worsens-tomorrow', worsensTomorrow(id)],
]

const broken = { state: 'broken', checked: '2026-04-01' }
const brokenAndAlarm = (id: string) =>
  sample(
    'broken since yesterday noon, with an alarm: the score says red, so the floor lifts nothing',
    {
      ...{ details: broken, devices: [id] },
      alarms: [{ pack: id, family: 'level', since: '2026-04-10T08:00:00+08:00', severity: 'orange' }],
      held: { broken: '2026-04-09T12:00:00+08:00' },
    },
    { score: 80, level: 'red', unknown: 0, of: 3, why: ['state', 'level'], worsens: null },
  )
const worsensTomorrow = (id: string) =>
  sample(
    'broken just now: yellow at once, orange a day later',
    { details: broken, devices: [id] },
    {
      ...{ score: 50, level: 'yellow', unknown: 0, of: 3, why: ['state'] },
      worsens: { at: '2026-04-11T09:00:00+08:00', level: 'orange' },
    },
  )
