import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { banner } from './start.ts'

const running = { address: 'http://localhost:8080', mqttPort: 1883 }

describe('what the start says', () => {
  it('promises a tank over its limit only when somebody measures', () => {
    const words = /within two minutes a tank/
    assert.match(banner(running, { demo: true, simulated: true, seconds: 2 }), words)
    assert.doesNotMatch(banner(running, { demo: true, simulated: false, seconds: 2 }), words)
  })
  it('names the demo accounts in the demo only', () => {
    assert.match(banner(running, { demo: true, simulated: false, seconds: 2 }), /jiangbei-duty/)
    assert.doesNotMatch(banner(running, { demo: false, simulated: false, seconds: 2 }), /jiangbei-duty|zhili-demo/)
  })
})
