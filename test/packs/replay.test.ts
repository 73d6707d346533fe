import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { cameras } from '../../packs/cameras/pack.ts'
import { cityBasics } from '../../packs/city-basics/pack.ts'
import { environment } from '../../packs/environment/pack.ts'
import { fireAlarm } from '../../packs/fire-alarm/pack.ts'
import { arrivalsOf, Sample } from '../../packs/sample.ts'
import { septicGas } from '../../packs/septic-gas/pack.ts'
import { spoilTruck } from '../../packs/spoil-truck/pack.ts'
import { judgeReading } from '../../server/flow/1-ingest/rules/judge-reading.ts'
import { rememberReading } from '../../server/flow/1-ingest/rules/remember-reading.ts'
import type { DeviceState } from '../../server/flow/1-ingest/types.ts'
import { type Contributors, foldAlarm } from '../../server/flow/2-detect/rules/fold-alarm.ts'
import { compileRules } from '../../server/flow/2-detect/rules/look.ts'
import type { Look, RuleState } from '../../server/flow/2-detect/types.ts'

const packs = [septicGas, cityBasics, environment, spoilTruck, fireAlarm, cameras]
const unheard: DeviceState = {
  device: 'd',
  ...{
    lastAt: null,
    lastReceived: null,
    lastFed: null,
    lateAt: null,
    lateReceived: null,
    lastSeq: null,
    lastValues: {},
    systems: {},
  },
  ...{ skewMs: 0, gaps: 0, lost: 0, duplicates: 0, late: 0 },
}
type Step = { at: number; do: (now: number) => void }

/** Replays a sample through the very rules the server runs: order of arrival, quality, wakes at their moments. */
function replay(pack: typeof septicGas, sample: Sample): { at: string; change: string; family: string; severity: string }[] {
  const rules = compileRules(
    pack.detect.map((rule) => ({ rule, pack })),
    'Asia/Shanghai',
  )
  let states: Record<string, RuleState> = {}
  const alarms = new Map<string, Contributors>()
  const said: ReturnType<typeof replay> = []
  let wake: number | null = null
  let device = unheard

  function look(now: number, extra: Partial<Look>): void {
    const seen = rules.lookAll(states, { now, values: null, lastAt: device.lastFed?.getTime() ?? null, ...extra })
    states = seen.states
    wake = seen.wakeAt
    for (const change of seen.changes) {
      const folded = foldAlarm(alarms.get(change.family) ?? {}, change.rule, change.to)
      alarms.set(change.family, folded.contributors)
      if (folded.change)
        said.push({
          at: new Date(now).toISOString(),
          change: folded.change,
          family: change.family,
          severity: (folded.change === 'cleared' ? folded.from : folded.to)!,
        })
    }
  }

  const steps: Step[] = arrivalsOf(sample).map(({ at, received, values }) => ({
    at: received.getTime(),
    do: (now) => {
      const seen = { now: new Date(now), live: true, keptSince: new Date(0) }
      const judged = judgeReading({ at: at.toISOString(), values }, device, pack.readings, seen)
      if (!judged.keep) return
      device = rememberReading(device, judged, undefined, seen.now)
      if (judged.feeds) look(now, { values: judged.feeds })
    },
  }))
  for (const command of sample.commands) {
    const at = Date.parse(command.at)
    const receipt = (now: number): void => look(now, { receipt: { command: command.name, ok: true, values: device.lastValues } })
    if (command.receipted) steps.push({ at, do: receipt })
    else steps.push({ at: at + 5_000, do: (now) => look(now, { unanswered: { command: command.name } }) })
    if (command.receiptAt) steps.push({ at: Date.parse(command.receiptAt), do: receipt })
  }
  steps.push({ at: Date.parse(sample.until), do: (now) => look(now, {}) })
  for (const step of steps.sort((a, b) => a.at - b.at)) {
    while (wake !== null && wake < step.at) look(wake, {})
    step.do(step.at)
  }
  return said
}

for (const pack of packs) {
  const folder = new URL(`../../packs/${pack.id}/samples/`, import.meta.url)
  const files = pack.detect.length > 0 ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  describe(`the samples of ${pack.id}`, () => {
    if (pack.detect.length > 0) it('are at least three', () => assert.ok(files.length >= 3))
    for (const file of files)
      it(file, () => {
        const sample = Sample.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
        const expected = sample.expect.map((change) => ({
          at: new Date(change.at).toISOString(),
          change: change.change,
          family: change.family,
          severity: change.severity,
        }))
        assert.deepEqual(replay(pack, sample), expected)
      })
  })
}
