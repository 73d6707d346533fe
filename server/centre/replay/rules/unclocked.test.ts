import assert from 'node:assert/strict'
import { it } from 'node:test'
import { unclockedOf } from './unclocked.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 1, minute)).toISOString()
const fact = (minute: number, kind: string, body: Record<string, unknown>) => ({
  kind,
  recordedAt: at(minute),
  body: { order: 'o', ...body },
})
const limits = { acceptBy: at(5), arriveBy: at(30), finishBy: at(90) }
const asked = fact(0, 'work-order.asked', { unit: 'u', unitName: 'U', role: 'lead', ...limits })
const row = { id: 'o', rungBy: null, ...limits }

it('a limit that moved without a fact is not known at any moment; one whose moves were told is', () => {
  assert.deepEqual(unclockedOf([asked], [row]), [])
  const resumed = [asked, fact(10, 'event.suspended', {}), fact(40, 'event.resumed', {})]
  assert.deepEqual(unclockedOf(resumed, [{ ...row, finishBy: at(120) }]), [{ order: 'o', clock: 'finish' }])
  const told = fact(40, 'work-order.clocked', { ...limits, finishBy: at(120), rungBy: null })
  assert.deepEqual(unclockedOf([...resumed, told], [{ ...row, finishBy: at(120) }]), [])
  assert.deepEqual(unclockedOf([asked], [{ ...row, rungBy: at(8), arriveBy: null }]), [
    { order: 'o', clock: 'accept' },
    { order: 'o', clock: 'arrive' },
  ])
})
