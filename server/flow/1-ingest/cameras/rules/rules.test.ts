import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Label } from '../types.ts'
import { createAnswers } from './answers.ts'
import { matchLabel } from './match-label.ts'
import { momentOf } from './moment-of.ts'
import { isSame } from './same-suspicion.ts'
import { standingOf } from './standing.ts'

const row = (label: string, type: string | null, least: number | null = null): Label => ({
  id: label,
  protocol: 'gb28181',
  label,
  type,
  least,
  grade: null,
  windowS: 600,
})
const at = (text: string): Date => new Date(`2026-03-02T${text}+08:00`)

describe('the table of labels', () => {
  const table = [row('5', null), row('5/6', 'cameras.intrusion', 0.6), row('旧', 'gone.type')]
  const means = (names: string[], confidence: number | null = null): string =>
    matchLabel(table, { names, confidence }, (type) => type.startsWith('cameras.')).outcome

  it('goes by the most exact name that stands in it', () => {
    assert.equal(means(['入侵', '5/6', '5']), 'suspicion')
    assert.equal(means(['5/7', '5']), 'ignored')
    assert.equal(means(['7/1', '7']), 'unknown')
    assert.equal(means(['旧', '5/6']), 'unknown', 'a type nobody has says nothing')
  })

  it('asks for its confidence only of who tells one', () => {
    assert.deepEqual([means(['5/6'], 0.59), means(['5/6'], 0.6), means(['5/6'], null)], ['unsure', 'suspicion', 'suspicion'])
  })
})

describe('what goes on', () => {
  const before = { firstAt: at('09:00:00'), lastAt: at('09:30:00') }
  it('is the same within its window from the last time, also when overtaken', () => {
    assert.equal(isSame(before, at('09:40:00'), 600_000), true)
    assert.equal(isSame(before, at('09:40:01'), 600_000), false)
    assert.equal(isSame(before, at('08:50:00'), 600_000), true)
    assert.equal(isSame(before, at('08:49:59'), 600_000), false)
  })
  it('comes before a person anew after a day', () => {
    const long = { firstAt: new Date(at('09:00:00').getTime() - 86_400_000), lastAt: at('08:59:00') }
    assert.equal(isSame(long, at('08:59:59'), 600_000), true)
    assert.equal(isSame(long, at('09:00:00'), 600_000), false)
  })
})

describe('when it was', () => {
  const now = at('09:30:00')
  it('is by the camera’s clock, unless that is far ahead or long ago', () => {
    assert.deepEqual(momentOf(null, now), now)
    assert.deepEqual(momentOf('2026-03-02T09:40:00+08:00', now), at('09:40:00'))
    assert.deepEqual(momentOf('2026-03-02T09:40:01+08:00', now), now)
    assert.deepEqual(momentOf('2026-03-01T09:30:00+08:00', now), new Date('2026-03-01T01:30:00Z'))
    assert.equal(momentOf('2026-03-01T09:29:59+08:00', now), null)
  })
})

describe('a registration', () => {
  it('stands, is silent after three missed keep-alives, and ends with its term', () => {
    const said = { until: at('10:00:00'), lastAt: at('09:30:00') }
    assert.equal(standingOf(said, at('09:33:00')), 'online')
    assert.equal(standingOf(said, at('09:33:01')), 'silent')
    assert.equal(standingOf(said, at('10:00:00')), 'gone')
  })
})

describe('repeats', () => {
  it('get the first one’s answer for half a minute, also while that is under way; what failed may be tried again', async () => {
    const answers = createAnswers<number>()
    let made = 0
    const make = async (): Promise<number> => ++made
    assert.deepEqual(await Promise.all([answers.once('a', 0, make), answers.once('a', 31_999, make)]), [1, 1])
    assert.equal(await answers.once('a', 32_000, make), 2)
    await assert.rejects(answers.once('b', 0, () => Promise.reject(new Error('no'))))
    assert.equal(await answers.once('b', 0, make), 3)
  })
})
