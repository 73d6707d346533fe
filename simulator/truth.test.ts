import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import type { TruthLine } from '../contract/truth.ts'
import { vesselPlay } from '../test/shipped-plays.ts'
import { roofTransmitter } from './field-fire.ts'
import { type TankTrouble, vesselOf } from './model/roof-tank.ts'
import { openTruth } from './truth.ts'

const hourMs = 3_600_000
const beganMs = Date.parse('2026-03-02T01:30:00Z')

it('what is so is written once for each state of it, beside what the device tells', (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'zhili-truth-'))
  t.after(() => rmSync(dir, { recursive: true }))
  const path = join(dir, 'deep', 'truth.jsonl')
  const leak: TankTrouble = { kind: 'leak-fast', fromMs: beganMs, untilMs: beganMs + 2 * hourMs }
  const stuck: TankTrouble = { kind: 'stuck', fromMs: beganMs, untilMs: beganMs + 2 * hourMs }
  const device = { number: '500105000101', id: 'sx-1', object: 'building-1' }
  const tank = roofTransmitter(device, '1', vesselOf(vesselPlay), {
    ...{ troubles: [leak, stuck], written: { truth: openTruth(path), sinceMs: beganMs } },
  })
  for (const hour of [0, 0.5, 1, 3, 4]) tank.beat(beganMs + hour * hourMs)
  const lines = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TruthLine)
  assert.deepEqual(
    lines.map(({ matter, of, cause, until }) => [matter, of, cause, until]),
    [
      ['tank-low', 'building-1', 'leak-fast', null],
      ['tank-low', 'building-1', 'leak-fast', '2026-03-02T03:30:00.000Z'],
    ],
    'what its transmitter does wrong is no truth of the tank',
  )
  assert.ok(lines[0]!.due! > lines[0]!.from && lines[0]!.due! < lines[1]!.until!)
})

it('nothing that finds anything knows of it: only what holds both against each other', () => {
  const files = readdirSync('server', { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('centre/truth/'),
  )
  const knowing = files.filter((name) =>
    /contract\/truth|\/truth\/|truth\.jsonl/.test(readFileSync(join('server', name), 'utf8')),
  )
  assert.ok(files.length > 500, 'all of the server was looked at')
  assert.deepEqual(knowing.toSorted(), ['commands/start.ts', 'commands/truth.ts', 'routes.ts'])
})
