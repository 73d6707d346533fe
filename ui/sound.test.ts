import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { disableSound, resumeSound, soundOn } from './sound.ts'

/** As much of a browser as sound needs: a window that can be touched, a memory, a loudspeaker. */
class Control extends EventTarget {
  closest(): Control {
    return this
  }
}
class Speaker {
  state = 'suspended'
  async resume(): Promise<void> {
    this.state = 'running'
  }
}
const world = globalThis as Record<string, unknown>
const touch = async (target: EventTarget = new EventTarget()): Promise<void> => {
  const event = new Event('pointerup')
  Object.defineProperty(event, 'target', { value: target })
  ;(world.window as EventTarget).dispatchEvent(event)
  await new Promise(setImmediate)
}

describe('sound that was on the last time', () => {
  let kept: Map<string, string>
  let stop: () => void = () => undefined

  beforeEach(() => {
    kept = new Map([['zhili.sound', 'on']])
    const localStorage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, to: string) => kept.set(key, to),
    }
    Object.assign(world, { window: new EventTarget(), localStorage, Element: Control, AudioContext: Speaker })
  })
  afterEach(() => {
    stop()
    disableSound()
  })

  it('comes back with the first touch of the page', async () => {
    stop = resumeSound()
    assert.equal(soundOn.get(), false)
    await touch()
    assert.equal(soundOn.get(), true)
  })

  it('waits for the next touch where the first one pressed a switch', async () => {
    stop = resumeSound()
    await touch(new Control())
    assert.equal(soundOn.get(), false)
    await touch()
    assert.equal(soundOn.get(), true)
  })

  it('stays off where it was switched off, whatever the screen would do by itself', async () => {
    kept.set('zhili.sound', 'off')
    stop = resumeSound(true)
    await touch()
    assert.equal(soundOn.get(), false)
  })

  it('begins on where nothing was chosen and the screen wants so', async () => {
    kept.clear()
    stop = resumeSound(true)
    await touch()
    assert.equal(soundOn.get(), true)
    assert.equal(kept.get('zhili.sound'), 'on')
  })
})
