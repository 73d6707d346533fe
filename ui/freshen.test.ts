import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { freshen } from './freshen.ts'

/** A list that is watched; each read of it waits until it is answered by hand. */
function watched() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: Number.POSITIVE_INFINITY } } })
  const answers: { give: (rows: string) => void; lost: boolean }[] = []
  const queryFn = ({ signal }: { signal: AbortSignal }) =>
    new Promise<string>((give) => {
      const answer = { give, lost: false }
      signal.addEventListener('abort', () => (answer.lost = true))
      answers.push(answer)
    })
  const observer = new QueryObserver(client, { queryKey: ['list'], queryFn, staleTime: 15_000 })
  const leave = observer.subscribe(() => undefined)
  const settle = () => new Promise(setImmediate)
  return {
    client,
    answers,
    settle,
    shown: () => observer.getCurrentResult().data,
    end: () => {
      leave()
      client.clear()
    },
  }
}

describe('what a fact made old', () => {
  it('is read again though its first read was on its way, and answered before the fact', async () => {
    const { client, answers, settle, shown, end } = watched()
    const fresh = freshen(client, { queryKey: ['list'] })
    answers[0]!.give('before')
    await settle()
    assert.equal(answers.length, 2)
    answers[1]!.give('after')
    await fresh
    assert.equal(shown(), 'after')
    end()
  })
  it('comes back however often it is told meanwhile, and is read once more then', async () => {
    const { client, answers, settle, shown, end } = watched()
    answers[0]!.give('first')
    await settle()
    for (let n = 0; n < 5; n++) void freshen(client, { queryKey: ['list'] })
    assert.equal(answers.length, 2)
    assert.equal(answers[1]!.lost, false, 'a read on its way is not given up')
    answers[1]!.give('second')
    await settle()
    assert.deepEqual([shown(), answers.length], ['second', 3])
    answers[2]!.give('third')
    await settle()
    assert.deepEqual([shown(), answers.length], ['third', 3])
    end()
  })
  it('is left alone when it is another list, or was forgotten', async () => {
    const { client, answers, settle, end } = watched()
    await freshen(client, { queryKey: ['other'] })
    const fresh = freshen(client)
    client.clear()
    await fresh
    await settle()
    assert.equal(answers.length, 1)
    end()
  })
})
