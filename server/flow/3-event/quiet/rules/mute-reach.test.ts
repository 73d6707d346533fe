import assert from 'node:assert/strict'
import { it } from 'node:test'
import { reachOf } from './mute-reach.ts'

it('counts every alarm once: what is worked on, what nothing keeps quiet, what waits for a second person, what is quiet', () => {
  const plain = { severity: 'yellow', attended: false, calls: false } as const
  const alarms = [
    plain,
    { ...plain, severity: 'orange', calls: true } as const,
    { ...plain, severity: 'red', calls: true } as const,
    { ...plain, severity: 'red', calls: true, attended: true } as const,
  ]
  assert.deepEqual(reachOf(alarms), { all: 4, attended: 1, red: 1, calling: 1, quiet: 1 })
  assert.deepEqual(reachOf([]), { all: 0, attended: 0, red: 0, calling: 0, quiet: 0 })
})
