import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { StartError } from './config.ts'
import { holdFolder, needFolder } from './data-folder.ts'

const scratch = mkdtempSync(join(tmpdir(), 'zhili-folder-'))
after(() => rmSync(scratch, { recursive: true, force: true }))
const lock = join(scratch, 'zhili.pid')
const refusal = (pattern: RegExp) => (error: unknown) => error instanceof StartError && pattern.test(error.message)

describe('the data folder', () => {
  it('is held by one process, which is named to the second', () => {
    const release = holdFolder(scratch)
    assert.throws(() => holdFolder(scratch), refusal(new RegExp(`already runs in .* \\(process ${process.pid}\\)`)))
    release()
    assert.equal(existsSync(lock), false)
    holdFolder(scratch)()
  })

  it('is free at once after its holder was killed, collected or not', async () => {
    const program = `import { holdFolder } from ${JSON.stringify(fileURLToPath(new URL('./data-folder.ts', import.meta.url)))}
      holdFolder(${JSON.stringify(scratch)}); console.log('held'); setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    assert.throws(() => holdFolder(scratch), refusal(new RegExp(`process ${child.pid}`)))
    child.kill('SIGKILL')
    // Not collected yet: this thread has had no turn to hear of it.
    spawnSync('sh', ['-c', `until grep -qs '^State:.*[ZX]' /proc/${child.pid}/status || ! kill -0 ${child.pid} 2>&-; do :; done`])
    holdFolder(scratch)()
  })

  it('is not kept by a number that belongs to somebody else now, nor by an empty lock', () => {
    for (const text of [`${process.pid} another-start.1`, '', 'nonsense']) {
      writeFileSync(lock, text)
      const release = holdFolder(scratch)
      assert.match(readFileSync(lock, 'utf8'), new RegExp(`^${process.pid} `))
      release()
    }
  })

  it('that cannot be made is refused with a sentence', { timeout: 10_000 }, () => {
    writeFileSync(join(scratch, 'file'), '')
    assert.throws(() => needFolder(join(scratch, 'file')), refusal(/a file stands where/))
    assert.throws(() => needFolder(join(scratch, 'file', 'below')), refusal(/a file stands where|not permitted/))
    if (existsSync('/proc/self')) assert.throws(() => needFolder('/proc/zz/data'), refusal(/no folder can be made|not permitted/))
    needFolder(join(scratch, 'a', 'b'))
    assert.ok(existsSync(join(scratch, 'a', 'b')))
  })
})
