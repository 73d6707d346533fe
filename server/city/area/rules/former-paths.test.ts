import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formerPaths } from './former-paths.ts'

const [old, other] = ['50/500105/', '50/500112/']
/** A town of 500105 that went to 500112 with its two communities, and on to another code later. */
const moved = new Map([
  ['500105005', '500112099'],
  ['500105005001', '500112099001'],
  ['500105005002', '500112099002'],
  ['500112099', '500112098'],
  ['500112099001', '500112098001'],
  ['500112099002', '500112098002'],
])

describe('under which paths lies what was opened in places of today', () => {
  it('is nothing where no area ever ended, nor for a whole city', () => {
    assert.deepEqual(formerPaths(new Map(), [other]), [])
    assert.deepEqual(formerPaths(moved, ['50/']), [])
    assert.deepEqual(formerPaths(moved, [old]), [], 'what left is not of the district it left')
  })

  it('is that of the town of then, once, for its district and for itself', () => {
    assert.deepEqual(formerPaths(moved, [other]), [`${old}500105005/`])
    assert.deepEqual(formerPaths(moved, [`${other}500112098/`]), [`${old}500105005/`, `${other}500112099/`])
    assert.deepEqual(formerPaths(moved, [`${other}500112098/500112098002/`]), [
      `${old}500105005/500105005002/`,
      `${other}500112099/500112099002/`,
    ])
    assert.deepEqual(formerPaths(moved, [old, other]), [])
  })

  it('is that of the communities that came where a town was parted between districts', () => {
    const parted = new Map([
      ['500105005', '500105071'],
      ['500105005001', '500105071001'],
      ['500105005002', '500112072001'],
    ])
    assert.deepEqual(formerPaths(parted, [other]), [`${old}500105005/500105005002/`])
    assert.deepEqual(formerPaths(parted, [`${old}500105071/`]), [`${old}500105005/500105005001/`])
  })
})
