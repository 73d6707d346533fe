import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Known, nothingKnown } from '../types.ts'
import { dayMs, scoreSource } from './score-source.ts'

const now = new Date('2026-04-10T01:00:00Z')
const hours = (n: number): Date => new Date(now.getTime() + n * 3_600_000)

describe('a source of rows', () => {
  const steps = {
    start: 1,
    steps: [
      { from: 1, score: 0.5 },
      { from: 2, score: 0 },
    ],
  }
  const source = { kind: 'charges', roles: ['responsible', 'manager'], ...steps } as const
  const of = (...charges: Known['charges']) =>
    scoreSource({ ...source, roles: [...source.roles] }, { ...nothingKnown, charges }, now)
  const since = hours(-1_000)

  it('of charges counts the roles somebody answers in, however many do', () => {
    const responsible = { role: 'responsible', from: since, to: null } as const
    assert.equal(of(responsible).score, 0.5)
    assert.equal(of(responsible, responsible).score, 0.5, 'two in one role fill no other')
    assert.equal(of(responsible, { ...responsible, role: 'manager' }).score, 0)
    assert.equal(of(responsible, { ...responsible, role: 'maintainer' }).score, 0.5, 'a role it does not ask for')
  })

  it('of charges is not known where the register was never begun, and bad where everybody left', () => {
    assert.deepEqual(of(), { score: null, until: Number.POSITIVE_INFINITY })
    assert.equal(of({ role: 'grid', from: since, to: null }).score, null)
    assert.equal(of({ role: 'manager', from: since, to: hours(-1) }).score, 1)
  })

  it('of charges turns at the moment the next begins or ends', () => {
    const ending = { role: 'responsible', from: since, to: hours(5) } as const
    const coming = { role: 'manager', from: hours(3), to: null } as const
    assert.deepEqual(of(ending, coming), { score: 0.5, until: hours(3).getTime() })
    assert.deepEqual(of(coming), { score: null, until: hours(3).getTime() }, 'who only begins answers for nothing yet')
  })

  it('of events of the public leaves out those who are paid to look, and what is older', () => {
    const at = (days: number) => new Date(now.getTime() - days * dayMs)
    const told = (source: string, days: number) => ({ type: 'a', source, at: at(days) })
    const pastEvents = [told('citizen', 1), told('hotline', 29), told('grid', 1), told('seat', 1), told('citizen', 31)]
    const events = {
      kind: 'events',
      by: 'public',
      days: 30,
      start: 0,
      steps: [
        { from: 2, score: 0.7 },
        { from: 3, score: 1 },
      ],
    } as const
    const seen = scoreSource({ ...events, steps: [...events.steps] }, { ...nothingKnown, pastEvents }, now)
    assert.deepEqual(seen, { score: 0.7, until: at(29).getTime() + 30 * dayMs })
  })
})
