import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createGroupCommit } from './group-commit.ts'

const ticket = (item: number) => ({ device: String(item), via: 'a', lane: 'calm' as const })
const options = {
  most: 10,
  ticket,
  isOutside: (error: Error) => error.message === 'down',
  onPoison: async (item: number) => -item,
}

describe('a group commit', () => {
  it('gathers what comes at once into one batch, and what comes meanwhile into the next', async () => {
    const batches: number[][] = []
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const group = createGroupCommit<number, number>({
      ...options,
      commit: async (items) => {
        batches.push(items)
        if (batches.length === 1) await gate
        return items
      },
    })
    const first = [group.add(1), group.add(2)]
    await new Promise(setImmediate)
    const second = [group.add(3), group.add(4), group.add(5)]
    release()
    assert.deepEqual(await Promise.all([...first, ...second]), [1, 2, 3, 4, 5])
    assert.deepEqual(batches, [
      [1, 2],
      [3, 4, 5],
    ])
  })
  it('never runs two batches at once', async () => {
    let [now, most] = [0, 0]
    const group = createGroupCommit<number, number>({
      ...options,
      most: 2,
      commit: async (items) => {
        most = Math.max(most, ++now)
        await new Promise(setImmediate)
        now--
        return items
      },
    })
    await Promise.all(Array.from({ length: 9 }, (_, index) => group.add(index)))
    assert.equal(most, 1)
  })
  it('begins what may be red beside the batch that is under way, and nothing else beside that', async () => {
    const gates: { items: number[]; open: () => void }[] = []
    const group = createGroupCommit<number, number>({
      ...options,
      most: 100,
      ticket: (item) => ({ ...ticket(item), lane: item % 1_000 === 999 ? 'red' : 'calm' }),
      commit: (items) => new Promise((resolve) => gates.push({ items, open: () => resolve(items) })),
    })
    const turn = () => new Promise(setImmediate)
    const batch = (n: number) => gates[n]?.items.slice(0, 2)
    const all = [0, 1, 2].map((item) => group.add(item))
    await turn()
    all.push(group.add(3), group.add(999))
    await turn()
    assert.deepEqual([batch(0), batch(1)], [[0, 1], [999]])
    all.push(group.add(1_999))
    gates[0]!.open()
    await turn()
    assert.equal(gates.length, 2, 'nothing begins beside it')
    gates[1]!.open()
    await turn()
    assert.deepEqual(batch(2), [1_999])
    all.push(group.add(2_999))
    gates[2]!.open()
    await turn()
    assert.deepEqual(batch(3), [2_999, 3], 'while red comes for ever all have a turn')
    gates[3]!.open()
    assert.equal((await Promise.all(all)).length, 7)
  })
  it('puts only the poisonous item aside', async () => {
    const group = createGroupCommit<number, number>({
      ...options,
      commit: async (items) => {
        if (items.includes(7)) throw new Error('poison')
        return items
      },
    })
    assert.deepEqual(await Promise.all([6, 7, 8].map((item) => group.add(item))), [6, -7, 8])
  })
  it('gives everybody the error when the fault is outside', async () => {
    const group = createGroupCommit<number, number>({
      ...options,
      commit: async () => {
        throw new Error('down')
      },
    })
    const results = await Promise.allSettled([group.add(1), group.add(2)])
    assert.deepEqual(
      results.map((result) => result.status),
      ['rejected', 'rejected'],
    )
  })
})
