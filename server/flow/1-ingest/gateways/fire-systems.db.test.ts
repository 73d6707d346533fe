import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { encode } from '../../../../protocols/gb26875/encode.ts'
import type { Data, Message } from '../../../../protocols/gb26875/types.ts'
import { fieldStory } from '../../../../test/field-devices.ts'
import { isoOf, peer } from '../../../../test/field-peer.ts'
import type { Story } from '../../../../test/story.ts'

const [normal, burning] = [0b1, 0b11]
type Item = [system: number, bits: number]

/** A transmitter that says how the systems behind it stand, or that one of them was reset. */
async function transmitter(t: TestContext, story: Story) {
  const port = await story.zhili.gateways.listen('gb26875', { port: 0, host: '127.0.0.1' })
  const one = await peer(t, port)
  let serial = 0
  const send = async (data: Data): Promise<void> => {
    const head = {
      serial: serial++,
      version: { main: 1, user: 1 },
      time: isoOf(story),
      source: '010203040506',
      target: '000000000000',
    }
    one.send(encode({ ...head, command: 'send', commandNumber: 2, data } satisfies Message))
    await one.reads(30)
  }
  const of = (number: number) => ({ system: { number, kind: null }, systemAddress: 1, time: isoOf(story) })
  return {
    states: (...items: Item[]) =>
      send({ type: 'system-state', number: 1, items: items.map(([n, bits]) => ({ ...of(n), state: { bits, names: [] } })) }),
    reset: (n: number) =>
      send({ type: 'operation', number: 4, items: [{ ...of(n), operation: { bits: 1, names: [] }, operator: 1 }] }),
  }
}

const alarms = async (story: Story): Promise<string[]> =>
  (
    await story.sql<{ kind: string }>(
      `select kind from facts where kind in ('alarm.raised', 'alarm.cleared', 'signal.gone') order by id`,
    )
  ).map(({ kind }) => kind)

describe('systems behind one fire-alarm transmitter', () => {
  it('do not take back each other’s fire, told of in one message or in two, before or after; a reset is of one', async (t) => {
    const story = await fieldStory(t)
    const panel = await transmitter(t, story)
    await panel.states([1, burning], [12, normal])
    assert.deepEqual(await alarms(story), ['alarm.raised'])
    await story.pass({ s: 30 })
    await panel.states([12, normal])
    await panel.reset(12)
    await story.pass({ m: 2 })
    assert.deepEqual(await alarms(story), ['alarm.raised'], 'another system is normal, and reset')
    await panel.states([12, burning])
    await story.pass({ s: 5 })
    await panel.reset(1)
    await story.pass({ m: 2 })
    await panel.states([1, normal])
    await story.pass({ m: 2 })
    assert.deepEqual(await alarms(story), ['alarm.raised'], 'the second one burns on')
    await panel.states([1, normal], [12, normal])
    await story.pass({ m: 2 })
    assert.deepEqual(await alarms(story), ['alarm.raised', 'alarm.cleared', 'signal.gone'])
    await story.acknowledge()
    await story.end()
  })

  it('burn on over a restart of ours', async (t) => {
    const story = await fieldStory(t)
    await (await transmitter(t, story)).states([12, normal], [1, burning])
    await story.restart()
    const panel = await transmitter(t, story)
    await story.pass({ s: 30 })
    await panel.states([12, normal])
    await story.pass({ m: 2 })
    assert.deepEqual(await alarms(story), ['alarm.raised'])
    await panel.reset(1)
    await story.pass({ m: 2 })
    assert.deepEqual(await alarms(story), ['alarm.raised', 'alarm.cleared', 'signal.gone'])
    await story.acknowledge()
    await story.end()
  })
})
