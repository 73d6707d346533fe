import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actionOf, capsOf, isTyping, keyTable, type Stroke } from './keys.ts'

const nothing = { first: '', at: 0 }
const page = { matches: () => false }
const field = { matches: () => true }
const press = (key: string, more: Partial<Stroke> = {}): Stroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  target: page,
  ...more,
})
const act = (stroke: Stroke, single = true) => actionOf(stroke, nothing, 0, single).action

describe('a single letter', () => {
  it('acts on the page', () => assert.equal(act(press('a')), 'accept'))
  it('is text in a text field', () => assert.equal(act(press('a', { target: field })), null))
  it('is text while Chinese is being composed, even outside a field', () => {
    assert.equal(act(press('a', { isComposing: true })), null)
    assert.equal(act(press('a', { keyCode: 229 })), null)
    assert.equal(isTyping(press('a', { keyCode: 229 })), true)
  })
  it('can be switched off, digits and signs with it', () => {
    for (const key of ['a', '1', '[', '/', '?']) assert.equal(act(press(key), false), null, key)
    assert.equal(act(press('Escape'), false), 'back')
  })
  it('is told from its capital', () => {
    assert.equal(act(press('j')), 'next')
    assert.equal(act(press('J', { shiftKey: true })), 'selectNext')
  })
})

describe('keys held with Ctrl or ⌘', () => {
  it('act everywhere, also while writing', () => {
    assert.equal(act(press('k', { ctrlKey: true, target: field })), 'command')
    assert.equal(act(press('k', { metaKey: true })), 'command')
    assert.equal(act(press('Enter', { ctrlKey: true, target: field })), 'submitForm')
  })
  it('never act with Alt', () => assert.equal(act(press('k', { ctrlKey: true, altKey: true })), null))
})

describe('G and a letter', () => {
  it('go somewhere', () => {
    const { state, action } = actionOf(press('g'), nothing, 1000, true)
    assert.equal(action, null)
    assert.equal(actionOf(press('i'), state, 1500, true).action, 'goInbox')
  })
  it('are two separate keys when slow', () => {
    const { state } = actionOf(press('g'), nothing, 1000, true)
    assert.equal(actionOf(press('d'), state, 3000, true).action, 'urge')
  })
})

describe('the key table', () => {
  it('gives every key to one action only', () => {
    const presses = Object.values(keyTable).map((k) => k.press)
    assert.equal(new Set(presses).size, presses.length)
  })
  it('writes caps', () =>
    assert.deepEqual([capsOf('command'), capsOf('back'), capsOf('goInbox')], [['Ctrl', 'K'], ['Esc'], ['G', 'I']]))
})
