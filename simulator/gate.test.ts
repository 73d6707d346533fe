import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { TruthLine } from '../contract/truth.ts'
import type { Api } from './api.ts'
import { type GateTicket, openGate } from './gate.ts'

const nowMs = Date.parse('2026-06-10T01:00:00Z')
const clock = { nowMs: () => nowMs, rate: () => 1, wait: async () => {}, follow: async () => {} }
const small = 'GD500107-3'
const ticket = (no: string, closedMs: number | null = null): GateTicket => ({
  ...{ no, from: small, to: 'XN500107-1', plate: '渝X00060', load: 15, openedMs: nowMs - 60_000, washed: true, closedMs },
})
type Told = { tickets: { no: string; closedAt?: string }[] }

function gateOf(m3: number, { refuses = [] as string[], status = 200 } = {}) {
  const [told, lines]: [string[], TruthLine[]] = [[], []]
  const send: Api['send'] = async (_method, _path, asked) => {
    told.push(...(asked!.json as Told).tickets.map(({ no, closedAt }) => `${no}${closedAt ? ' closed' : ''}`))
    return { status, body: { refused: refuses.map((no) => ({ no })) } }
  }
  const api: Api = { send, upload: async () => null }
  const truth = { tell: (line: TruthLine) => void lines.push(line), watch: () => undefined }
  const before = {
    taken: [{ from: small, m3 }],
    tickets: [{ ...ticket('LD-0'), openedAt: new Date(nowMs - 3_600_000).toISOString(), isOpen: true }],
  }
  return { gate: openGate({ api, truth, clock, before, percent: 10 }), told, lines }
}

it('the gates tell a ticket when it opens and when it closes, once each, also what the run before opened', async () => {
  const { gate, told } = gateOf(0)
  await gate.tell([ticket('LD-0'), ticket('LD-1')])
  await gate.tell([ticket('LD-1'), ticket('LD-0', nowMs)])
  await gate.tell([ticket('LD-1', nowMs), ticket('LD-0', nowMs)])
  assert.deepEqual(told, ['LD-1', 'LD-0 closed', 'LD-1 closed'])
})

it('what was not taken is told again, and counts for no site', async () => {
  for (const given of [{ status: 503 }, { refuses: ['LD-1'] }]) {
    const { gate, told, lines } = gateOf(915, given)
    await gate.tell([ticket('LD-1')])
    await gate.tell([ticket('LD-1')])
    assert.deepEqual([told.length, gate.knows('LD-1'), lines.length], [2, false, 0])
  }
})

it('more than a tenth over what a site may give is so from the ticket on that makes it so; before this run it is no miss', async () => {
  const { gate, lines } = gateOf(894)
  await gate.tell([ticket('LD-1'), ticket('LD-2')])
  await gate.tell([ticket('LD-3')])
  const at = new Date(nowMs).toISOString()
  const said = { pack: 'spoil-truck', matter: 'spoil-truck.volume', of: 'gd500107-3', cause: 'volume', from: at, until: null }
  assert.deepEqual(lines, [{ id: `volume ${small}`, ...said, due: at }])
  assert.deepEqual(gateOf(925).lines, [{ id: `volume ${small}`, ...said, due: null }])
})
