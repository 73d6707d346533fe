import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError } from '../../ui/api.ts'
import { vitalQuery } from '../data.ts'
import { isNone } from './none.ts'

test('a wall asks no more for what is not there, and goes on asking for what could not be read', () => {
  const again = (error: Error | null): unknown => {
    const { refetchInterval } = vitalQuery('nope', null)
    return typeof refetchInterval === 'function' ? refetchInterval({ state: { error } } as never) : refetchInterval
  }
  const none = ['vital.unknown', 'thing.not-found'].map((code) => new ApiError(404, code, ''))
  assert.deepEqual(none.map(again), [false, false])
  assert.deepEqual(
    [new ApiError(0, 'network.offline', ''), new ApiError(503, 'store.down', ''), null].map(again),
    [60_000, 60_000, 60_000],
  )
  assert.deepEqual([...none, new ApiError(500, 'server.error', ''), new Error('x')].map(isNone), [true, true, false, false])
})
