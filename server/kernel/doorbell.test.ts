import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { createDoorbell, type News } from './doorbell.ts'

/** A doorbell and who was woken by it. */
function listening() {
  const bell = createDoorbell()
  const woken: News[] = []
  for (const news of ['facts', 'claims', 'timers', 'messages'] as const) bell.onRing(news, () => woken.push(news))
  const heard = async () => {
    await turn()
    return woken.splice(0).join(' ')
  }
  return { bell, heard }
}

describe('a doorbell', () => {
  it('wakes those the news is for, and nobody else', async () => {
    const { bell, heard } = listening()
    bell.ring(['facts', 'messages'])
    assert.equal(await heard(), 'facts messages')
    assert.equal(await heard(), '')
  })
  it('makes one ring of many', async () => {
    const { bell, heard } = listening()
    bell.ring(['facts'])
    bell.ring(['facts'])
    bell.ring(['claims'])
    assert.equal(await heard(), 'facts claims')
  })
  it('wakes everybody when it says nothing', async () => {
    const { bell, heard } = listening()
    bell.ring()
    assert.equal(await heard(), 'facts claims timers messages')
  })
})
