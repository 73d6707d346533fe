import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { commands, runCommand } from './command-line.ts'
import { readConfig, StartError } from './kernel/config.ts'

/** Runs the line; answers its exit code and what was said on either side. */
async function said(...line: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runCommand(line, { log: (text) => void out.push(text), error: (text) => void err.push(text) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('the command line', () => {
  for (const name of Object.keys(commands))
    it(`${name} tells its usage when asked, and when it is given a flag nobody knows`, async () => {
      const asked = await said(name, '--help')
      assert.deepEqual([asked.code, asked.err], [0, ''])
      assert.ok(asked.out.startsWith(`zhili ${name}`))
      const { code, out, err } = await said(name, '--frob')
      assert.deepEqual([code, out], [2, ''])
      assert.match(err, new RegExp(`^Unknown option '--frob'\nzhili ${name}`))
    })
  it('lists the commands for a name nobody knows, and when asked', async () => {
    for (const [line, code] of [
      ['frob', 2],
      ['constructor', 2],
      ['--help', 0],
      ['help', 0],
    ] as const) {
      const heard = await said(line)
      assert.equal(heard.code, code)
      assert.match(heard.out + heard.err, /verify-chain/)
    }
  })
  it('tells the usage of a command whose words are missing', async () => {
    for (const line of [['restore'], ['deadline', '--length', 'soon'], ['backup', 'a', 'b'], ['seed', 'now']])
      assert.equal((await said(...line)).code, 2, line.join(' '))
  })
})

describe('the settings', () => {
  it('name all wrong values at once, also the zone and the two that belong together', () => {
    const wrong = { PORT: 'x', CITY_ZONE: 'Mars/X', TLS_KEY: 'key.pem', LOG_LEVEL: 'loud' }
    assert.throws(
      () => readConfig(wrong),
      (error) => error instanceof StartError && Object.keys(wrong).every((name) => error.message.includes(`  ${name}: `)),
    )
    assert.throws(() => readConfig({ TLS_CERT: 'a.pem' }), /belong together/)
    assert.equal(readConfig({}).CITY_ZONE, 'Asia/Shanghai')
  })
})
