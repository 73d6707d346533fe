import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gasPlay } from '../../test/shipped-plays.ts'
import { gravestAfterMs, type Story, storyLevel, storyline } from './story.ts'

const told = gasPlay.model.story
const districts = Array.from({ length: 41 }, (_, i) => ({
  district: `d${String(i).padStart(2, '0')}`,
  devices: Array.from({ length: 20 }, (_, j) => ({ id: `d${i}-${j}`, ...(i === 4 && j === 0 ? { first: true } : {}) })),
}))
const script = (seed: string, count: number, of = districts): Story[] => {
  const all = storyline(seed, of, told)
  return Array.from({ length: count }, () => all.next().value).filter((story): story is Story => story !== undefined)
}
const first = script('1', 1)[0] as Story
const second = 1_000
const redAfterMs = gravestAfterMs(told, first)
const levelAt = (s: number, relievedS: number | null = null): number | null =>
  storyLevel(told, first, {
    sinceStartMs: first.startsMs + s * second,
    relievedMs: relievedS === null ? null : first.startsMs + relievedS * second,
  })

describe('the storyline', () => {
  it('is the same for the same seed, and another for another', () => {
    assert.deepEqual(script('7', 120), script('7', 120))
    assert.notDeepEqual(script('7', 120), script('8', 120))
  })

  it("begins with the newcomer's tank, then plays once in every other district", () => {
    assert.equal(first.own, true)
    assert.equal(first.device, 'd4-0')
    const others = script('1', 41).slice(1)
    assert.equal(new Set(others.map(({ district }) => district)).size, 40)
    assert.ok(others.every(({ district, own }) => district !== 'd04' && !own))
  })

  it('begins something new every twenty to fifty seconds', () => {
    const starts = script('1', 90).map(({ startsMs }) => startsMs)
    const gaps = starts.slice(1).map((at, i) => (at - (starts[i] ?? 0)) / 1_000)
    assert.ok(gaps.every((gap) => gap >= 20 && gap <= 50))
  })

  it('lets the fan alone be enough in one story of five, never in the newcomer’s', () => {
    const [own, ...others] = script('1', 1_001)
    assert.equal(own!.yields, false)
    const share = others.filter(({ yields }) => yields).length / others.length
    assert.ok(share > 0.16 && share < 0.24, `${share}`)
  })

  it('never takes the first tank again, and passes over a district without devices', () => {
    const sparse = [...districts, { district: 'empty', devices: [] }]
    const later = script('1', 200, sparse).slice(1)
    assert.ok(later.every(({ device, district }) => device !== 'd4-0' && district !== 'empty'))
  })

  it('is over at once where there is nothing to play', () => assert.deepEqual([...storyline('1', [], told)], []))
})

describe("the newcomer's tank", () => {
  it('goes over red within two minutes of the start', () => {
    assert.ok((levelAt(redAfterMs / second) ?? 0) >= 50)
    assert.ok(first.startsMs + redAfterMs < 110 * second)
  })

  it('shows every level of the pack on the way: yellow over its 30 s before the fan has had its 45 s', () => {
    const crossing = (limit: number): number =>
      Array.from({ length: 100 }, (_, s) => s).find((s) => (levelAt(s) ?? 0) >= limit) ?? Number.NaN
    const [blue, yellow, red] = [crossing(10), crossing(20), crossing(50)]
    assert.ok(yellow + 30 < blue + 45, `yellow ${yellow + 30}, orange ${blue + 45}`)
    assert.ok(blue + 45 < red, `orange ${blue + 45}, red ${red}`)
  })

  it('falls below the clear level of blue within a minute once somebody is there', () => {
    assert.ok((levelAt(120, 120) ?? 0) >= 50)
    assert.ok((levelAt(180, 120) ?? 0) < 8)
    assert.equal(levelAt(400, 120), null)
  })

  it('calms down by itself three and a half minutes after red, should nobody come', () => {
    assert.ok((levelAt(75 + 205) ?? 0) >= 50)
    assert.ok((levelAt(75 + 205 + 60) ?? 0) < 8)
  })
})
