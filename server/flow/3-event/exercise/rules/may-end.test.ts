import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mayEnd, mayPromote } from './may-end.ts'

const drill = { no: 'X', exercise: true, state: 'handling' } as const
const code = (result: ReturnType<typeof mayEnd>) => (result.ok ? 'ok' : result.refusal.code)

describe('the end of a drill', () => {
  it('is for drills that are not over', () => {
    assert.equal(code(mayEnd(drill)), 'ok')
    assert.equal(code(mayEnd({ ...drill, exercise: false })), 'exercise.not')
    assert.equal(code(mayEnd({ ...drill, state: 'closed' })), 'exercise.over')
  })
  it('makes it live only by somebody who did not begin it', () => {
    assert.equal(code(mayPromote(drill, { startedBy: 'a', by: 'b' })), 'ok')
    assert.equal(code(mayPromote(drill, { startedBy: 'a', by: 'a' })), 'exercise.second')
    assert.equal(code(mayPromote({ ...drill, exercise: false }, { startedBy: 'a', by: 'b' })), 'exercise.not')
  })
})
