import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eventFilter, inboxSearch, readSearch, signInSearch, toggleWord, writeSearch } from './search.ts'

describe('the address', () => {
  it('keeps an area path readable both ways', () => {
    const written = writeSearch({ area: '50/500105/', q: '井盖 38', id: undefined })
    assert.equal(written, '?area=50/500105/&q=%E4%BA%95%E7%9B%96+38')
    assert.deepEqual(readSearch(written), { area: '50/500105/', q: '井盖 38' })
  })
  it('leaves a number a word, so that q=123 is not turned into a number', () => {
    assert.deepEqual(eventFilter(readSearch('?q=123')), { q: '123' })
  })
  it('drops what it does not know', () => {
    assert.deepEqual(inboxSearch({ view: 'nonsense', source: 'sensor' }), { source: 'sensor' })
  })
  it('leads back only into the own house', () => {
    assert.deepEqual(signInSearch({ back: '//evil.example' }), {})
    assert.deepEqual(signInSearch({ back: 'https://evil.example' }), {})
    assert.deepEqual(signInSearch({ back: '/events/1' }), { back: '/events/1' })
  })
})

describe('a list of words in the address', () => {
  it('gains a word and loses it again', () => {
    assert.equal(toggleWord(undefined, 'major'), 'major')
    assert.equal(toggleWord('major', 'serious'), 'major,serious')
    assert.equal(toggleWord('major', 'major'), undefined)
  })
})
