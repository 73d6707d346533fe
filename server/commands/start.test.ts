import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { banner } from './start.ts'

const running = { address: 'http://localhost:8080', mqttPort: 1883, fieldPorts: { jt808: 6808 } }

describe('what the start says', () => {
  it('promises a tank over its limit only when somebody measures', () => {
    const words = /within two minutes a tank/
    assert.match(banner(running, { demo: true, simulated: true, pages: true, seconds: 2 }), words)
    assert.doesNotMatch(banner(running, { demo: true, simulated: false, pages: true, seconds: 2 }), words)
  })
  it('names the ports of field protocols that are open', () => {
    assert.match(banner(running, { demo: false, simulated: false, pages: true, seconds: 2 }), /JT\/T 808 6808\n/)
    assert.doesNotMatch(
      banner({ ...running, fieldPorts: {} }, { demo: false, simulated: false, pages: true, seconds: 2 }),
      /网关/,
    )
  })
  it('gives no address of a page that is not built, and says how to build it', () => {
    const built = banner(running, { demo: true, simulated: false, pages: true, seconds: 2 })
    assert.match(built, /http:\/\/localhost:8080\/cockpit\/\n/)
    assert.doesNotMatch(built, /npm run build/)
    const bare = banner(running, { demo: true, simulated: false, pages: false, seconds: 2 })
    assert.deepEqual(bare.match(/http:\S+/g), ['http://localhost:8080/api/v1/openapi.json'])
    assert.equal(bare.match(/npm start.*npm run build.*\n/g)?.length, 1)
  })
  it('names the demo accounts in the demo only', () => {
    assert.match(banner(running, { demo: true, simulated: false, pages: true, seconds: 2 }), /jiangbei-duty/)
    assert.doesNotMatch(banner(running, { demo: false, simulated: false, pages: true, seconds: 2 }), /jiangbei-duty|zhili-demo/)
  })
})

describe('the process', () => {
  it('runs with a bound on its youngest objects and on what it lets lie, which held a fifth of its memory', () => {
    const bin = fileURLToPath(new URL('../../bin/zhili.js', import.meta.url))
    const telling = { NODE_OPTIONS: '--import data:text/javascript,console.log(process.execArgv.join())' }
    const { stdout } = spawnSync(process.execPath, [bin, 'help'], { encoding: 'utf8', env: { ...process.env, ...telling } })
    assert.match(stdout, /--max-semi-space-size=16\b.*--heap-growing-percent=20\b/)
  })
})
