import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isUtf8 } from './charset.ts'

it('a content type may say UTF-8 or nothing, and nothing else', () => {
  const type = (more: string) => `application/json${more}`
  for (const more of ['', '; charset=utf-8', ';Charset="UTF-8"', ' ; charset = utf8', '; profile=utf-16'])
    assert.equal(isUtf8(type(more)), true, more)
  for (const more of ['; charset=utf-16', ';charset="GB18030"', '; charset=', '; charset=utf-8; charset=latin1'])
    assert.equal(isUtf8(type(more)), false, more)
})
