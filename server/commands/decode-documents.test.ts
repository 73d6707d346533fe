import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Chooser, documentFeed, httpOrJson, jsonDocument, xmlDocument, xmlOrJson } from './decode-documents.ts'

/** The documents found in an input given in chunks of a size. */
function cut(choose: Chooser, input: string, size: number): unknown[] {
  const feed = documentFeed(choose, (document) => ({ ok: true, value: document.toString() }))
  const bytes = Buffer.from(input)
  const answers = []
  for (let at = 0; at < bytes.length; at += size) answers.push(...feed.push(bytes.subarray(at, at + size)))
  answers.push(...feed.end())
  return answers.map((answer) => (answer.ok ? answer.value : answer.error))
}

function documents(choose: Chooser, input: string): unknown[] {
  const whole = cut(choose, input, 1_000_000)
  for (const size of [1, 2, 3, 5, 16]) assert.deepEqual(cut(choose, input, size), whole, `chunks of ${size}`)
  return whole
}

describe('documents of a stream', () => {
  it('in XML end with their root, with a NUL, or where the next begins', () => {
    const one = '<?xml version="1.0"?>\n<a>\n\n<b/>\n</a>'
    assert.deepEqual(documents(xmlDocument, `${one}\n<a/>\n<a k="1"/>\r\n\n${one}\0${one}`), [
      one,
      '<a/>',
      '<a k="1"/>\r',
      one,
      one,
    ])
    const styled = '<?xml version="1.0"?>\n<?xml-stylesheet href="x"?>\n<a>\n</a>'
    assert.deepEqual(documents(xmlDocument, `${styled}${styled}\n${styled}`), [styled, styled, styled])
    assert.deepEqual(documents(xmlDocument, `rubbish\n<a>\n<b>\n${one}\n`), ['rubbish', '<a>\n<b>\n', one])
  })

  it('in JSON are lines, or end with their brackets', () => {
    const long = '{\n  "a": ["}\\"", 1],\n  "b": {}\n}'
    assert.deepEqual(documents(jsonDocument, `{"a":1}\n\n[1] x\n${long}\n{"broken":\n{"b":2}\nrubbish\n7`), [
      '{"a":1}',
      '[1] x',
      long,
      '{"broken":',
      '{"b":2}',
      'rubbish',
      '7',
    ])
    assert.deepEqual(documents(xmlOrJson, '{"a":1}\n<a>\n</a>\n[]'), ['{"a":1}', '<a>\n</a>', '[]'])
  })

  it('in HTTP are as long as they say', () => {
    const post = 'POST /x HTTP/1.1\r\nce-id: 1\r\nContent-Length: 4\r\n\r\n{\n}\n'
    const open = 'HTTP/1.1 200 OK\nce-id: 2\n\n7\n'
    assert.deepEqual(documents(httpOrJson, `${post}${post}{"a":1}\n${open}\0GET\n`), [post, post, '{"a":1}', open, 'GET'])
  })

  it('never take more than their limit, and the next is read again', () => {
    const feed = documentFeed(xmlDocument, () => ({ ok: true, value: 1 }))
    const answers = []
    for (let i = 0; i < 14; i++) answers.push(...feed.push(Buffer.from(`<a>${'x'.repeat(1_000_000)}`)))
    answers.push(...feed.push(Buffer.from('\n<?xml version="1.0"?><a>\n</a>\n')))
    assert.deepEqual(
      answers.map((answer) => (answer.ok ? 'ok' : answer.error)),
      ['too-long', 'ok'],
    )
  })
})
