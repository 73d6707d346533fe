// A process of its own that puts messages aside and takes the oldest in again, until it is killed. Says `kept N` only once the message
// lies on the disk, `took N` only once it is done with.
import { openSpill } from '../../server/flow/1-ingest/spill.ts'

const [dir, from] = process.argv.slice(2)
const spill = openSpill(dir!, 1024 * 1024)
// Long messages, many at once: the kill often comes in the middle of writing them.
const [writers, length] = [32, 16_384]
let n = Number(from)

async function put(): Promise<void> {
  for (;;) {
    const no = n++
    const payload = String(no).padEnd(length)
    if (await spill.put({ device: 'd', via: 'g', kind: 'k', payload })) process.stdout.write(`kept ${no}\n`)
  }
}

async function take(): Promise<void> {
  for (;;) {
    const next = spill.next(3)
    // What was told before it is noted on the disk is what a crash in between gives again.
    for (const { payload } of next?.messages ?? []) process.stdout.write(`took ${Number(payload)}\n`)
    next?.done()
    for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate)
  }
}

await Promise.all([...Array.from({ length: writers }, put), take()])
