import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { faultOf } from './fault.ts'

describe('what keeps the first answer of a panel from coming', () => {
  it('stands from the first failure on, while it is asked again and again, until an answer comes', async () => {
    const client = new QueryClient({ defaultOptions: { queries: { retry: 2, retryDelay: 0, gcTime: Number.POSITIVE_INFINITY } } })
    const answers: { give: (text: string) => void; fail: (error: Error) => void }[] = []
    const queryFn = () => new Promise<string>((give, fail) => answers.push({ give, fail }))
    const observer = new QueryObserver(client, { queryKey: ['part'], queryFn })
    let fault: Error | null = null
    const leave = observer.subscribe((read) => {
      fault = faultOf(read, fault)
    })
    const asked = async (n: number) => {
      while (answers.length < n) await new Promise(setImmediate)
    }
    const down = new Error('down')
    assert.equal(fault, null, 'nothing failed yet')
    for (const n of [1, 2, 3]) {
      await asked(n)
      answers[n - 1]!.fail(down)
    }
    while (observer.getCurrentResult().fetchStatus !== 'idle') await new Promise(setImmediate)
    assert.equal(fault, down)
    // Something happened: asked anew, which forgets the fault.
    void client.invalidateQueries({ queryKey: ['part'] })
    await asked(4)
    assert.deepEqual([observer.getCurrentResult().error, observer.getCurrentResult().failureReason], [null, null])
    assert.equal(fault, down, 'it stands all the same')
    answers[3]!.give('figures')
    while (observer.getCurrentResult().data === undefined) await new Promise(setImmediate)
    assert.equal(fault, null)
    leave()
    client.clear()
  })
})
