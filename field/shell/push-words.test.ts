import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNote, showNote } from './push-words.ts'

const id = '0197a1b2-c3d4-7000-8000-000000000001'

test('a red order stays until it is touched, and opens', () => {
  const { title, options } = showNote(readNote(JSON.stringify({ kind: 'order', urgent: true, order: id })), 'zh-CN')
  assert.equal(title, '紧急 · 有新工单，请签收')
  assert.deepEqual([options.requireInteraction, options.renotify, options.silent], [true, true, false])
  assert.equal(options.data.url, `/field/#/order/${id}`)
})

test('other notices come and go quietly, in the phone’s language', () => {
  const { title, options } = showNote(readNote(JSON.stringify({ kind: 'due-soon', urgent: false, order: id })), 'en')
  assert.equal(title, 'An order is soon due')
  assert.equal(options.requireInteraction, false)
})

test('of a drill it says so before anything else', () => {
  const note = readNote(JSON.stringify({ kind: 'order', urgent: true, order: id, exercise: true }))
  assert.equal(showNote(note, 'zh-CN').title, '紧急 · 【演练】有新工单，请签收')
  assert.equal(showNote({ ...note, urgent: false }, 'en').title, '[EXERCISE] A new order: accept it')
})

test('what cannot be read still shows something, and opens nothing but the app', () => {
  for (const text of ['', '{', 'null', '{"order":"https://evil.example"}']) {
    const { title, options } = showNote(readNote(text), 'zh')
    assert.equal(title, '有新通知')
    assert.equal(options.data.url, '/field/#/notices')
  }
})
