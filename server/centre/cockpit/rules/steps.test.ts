import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stepsOf } from './steps.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 11, minute)).toISOString()
const words = (zh: string) => ({ zh, en: zh })
type Given = Parameters<typeof stepsOf>[0]
type Step = NonNullable<Given['plan']>['steps'][number]
const step = (n: number, called: boolean, moment: string | null): Step => ({
  ...{ step: n, name: words(`第 ${n} 步`), at: moment, called, afterS: n * 300, people: [] },
})
const call = (n: number, minute: number, answered: number | null = null): Parameters<typeof stepsOf>[1][number] => ({
  ...{ work_order: 'lead', step: n, inform: false, called_at: at(minute), answered_at: answered === null ? null : at(answered) },
  ...{ accepted: false, person: null, person_name: null, post_name: '岗位', unit_name: '单位', phone: null },
})
const clock = { clock: 'accept' as const, from: at(15), due: at(22), firstDue: at(20), paused: false, provisional: false }
const ladder = (steps: Step[]): Given => ({
  plan: { ...{ id: 'p', version: 1, planVersion: 0, safety: [], parts: [] }, steps },
  orders: [{ id: 'lead', role: 'lead' }],
  clock,
})

describe('the rungs of a plan on the wall', () => {
  it('that were not called begin when the limit that runs now ends, not so long after the first one', () => {
    // Dispatched at 11:15 with five minutes each; the grade was raised later, so that the limit now ends at 11:22.
    const [first, second, third] = stepsOf(ladder([step(0, true, at(15)), step(1, false, at(22)), step(2, false, at(25))]), [
      call(0, 15),
    ])
    assert.deepEqual([first!.at, first!.startsAt, first!.clock?.due], [at(15), null, at(22)])
    assert.deepEqual([second!.at, second!.startsAt], [null, at(22)])
    assert.deepEqual([third!.at, third!.startsAt, third!.passed], [null, at(25), false])
  })

  it('below the highest one called were passed over and have no beginning', () => {
    const steps = stepsOf(ladder([step(0, true, at(15)), step(1, false, null), step(2, true, at(20))]), [
      call(0, 15),
      call(2, 20),
    ])
    assert.deepEqual(
      steps.map(({ passed, startsAt, at: moment, clock: runs }) => [passed, startsAt, moment, runs !== null]),
      [
        [false, null, at(15), false],
        [true, null, null, false],
        [false, null, at(20), true],
      ],
    )
  })

  it('say of people whose turn has not come what came of calling them all the same', () => {
    const ringing = { state: 'ringing', channel: 'voice', red: true } as const
    const person = { post: 'p', postName: '指挥长', unitName: '区', person: 'q', personName: '邱明远', inform: false }
    const people = [{ ...person, before: ringing }]
    const [first, second] = stepsOf(
      ladder([
        { ...step(0, true, at(15)), people },
        { ...step(1, false, at(22)), people },
      ]),
      [call(0, 15)],
    )
    assert.deepEqual([first!.before, second!.before, second!.startsAt], [null, ringing, at(22)])
  })

  it('have no beginning while no limit runs', () => {
    const [, second] = stepsOf({ ...ladder([step(0, true, at(15)), step(1, false, null)]), clock: null }, [call(0, 15, 16)])
    assert.deepEqual([second!.startsAt, second!.passed], [null, false])
  })
})
