import assert from 'node:assert/strict'
import { it } from 'node:test'
import { loadPackWords, packName, packWords } from './pack-words.ts'

it('the name of a code is waited for; where the words cannot be had, or no pack knows it, it is the code', async () => {
  const name = () => packName('packs', 'city-basics', 'zh-CN')
  assert.equal(name(), 'city-basics', 'nobody asked for the words')
  const answered = new Promise<void>((resolve) => {
    const end = packWords.watch(() => {
      end()
      resolve()
    })
  })
  // No page, no server: the words cannot be had.
  loadPackWords()
  assert.equal(name(), '…')
  await answered
  assert.equal(name(), 'city-basics')
  const words = packWords.get()!
  packWords.set({ ...words, packs: { 'city-basics': { zh: '城市日常', en: 'City basics' } } })
  assert.equal(name(), '城市日常')
  assert.equal(packName('packs', 'other', 'zh-CN'), 'other')
})
