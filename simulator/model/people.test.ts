import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { smellNear, type Telling, tellings } from './citizens.ts'
import { answerOf } from './people.ts'
import { drawPicture } from './picture.ts'

const limitMs = 180_000
const answers = Array.from({ length: 500 }, (_, i) => answerOf('1', { account: `a${i}`, order: 'o', limitMs }))

describe('somebody who is called', () => {
  it('takes the same call in the same way each time', () =>
    assert.deepEqual(answerOf('1', { account: 'a', order: 'o', limitMs }), answerOf('1', { account: 'a', order: 'o', limitMs })))

  it('mostly answers within the limit, sometimes after it, sometimes never', () => {
    const share = (kind: string): number => answers.filter((answer) => answer.kind === kind).length / answers.length
    assert.ok(share('prompt') > 0.6 && share('late') > 0.1 && share('never') > 0.04)
    for (const { kind, acceptMs } of answers) {
      if (kind === 'prompt') assert.ok(acceptMs !== null && acceptMs < limitMs)
      if (kind === 'late') assert.ok(acceptMs !== null && acceptMs > limitMs)
      if (kind === 'never') assert.equal(acceptMs, null)
    }
  })
})

function told(seed: string, count: number, districts: Parameters<typeof tellings>[1]): Telling[] {
  const all = tellings(seed, districts)
  return Array.from({ length: count }, () => all.next().value as Telling)
}

describe('reports of people', () => {
  const places = [{ lon: 106.6, lat: 29.6, name: '某公厕' }]
  const districts = ['a', 'b', 'c'].map((district) => ({ district, places }))

  it('are the same for the same seed', () => assert.deepEqual(told('3', 50, districts), told('3', 50, districts)))

  it('come every twenty to sixty seconds from all districts, first from the newcomer’s district', () => {
    const all = told('3', 60, districts)
    const gaps = all.slice(1).map(({ atMs }, i) => atMs - (all[i]?.atMs ?? 0))
    assert.ok(gaps.every((gap) => gap >= 20_000 && gap <= 60_000))
    assert.equal(new Set(all.map(({ district }) => district)).size, 3)
    const own = tellings('3', districts, 'b')
    assert.deepEqual([own.next().value?.district, own.next().value?.district], ['b', 'b'])
  })

  it('carry only numbers of the invented range', () => {
    for (const { phone } of told('4', 100, districts)) assert.ok(phone === null || /^1300000\d{4}$/.test(phone))
  })

  it('tell of a smell about a minute after red', () => {
    const [place] = places
    const smell = smellNear('1', { id: 'first', district: 'a', redMs: 90_000, near: place ?? { lon: 0, lat: 0, name: '' } })
    assert.equal(smell.type, 'city.gas-smell')
    assert.ok(smell.atMs >= 140_000 && smell.atMs <= 170_000)
  })
})

describe('a drawn picture', () => {
  it('is a JPEG of its own for every seed, and the same for the same', () => {
    const picture = drawPicture('1', 'cordon')
    assert.deepEqual([...picture.subarray(0, 3)], [0xff, 0xd8, 0xff])
    assert.deepEqual([...picture.subarray(-2)], [0xff, 0xd9])
    assert.ok(picture.length < 20_000)
    assert.ok(picture.equals(drawPicture('1', 'cordon')))
    assert.ok(!picture.equals(drawPicture('2', 'cordon')))
  })

  it('holds no marker inside its scan that would end it early', () => {
    const picture = drawPicture('5', 'street')
    const scan = picture.indexOf(Buffer.from([0xff, 0xda]))
    for (let i = scan + 14; i < picture.length - 2; i++) if (picture[i] === 0xff) assert.equal(picture[i + 1], 0)
  })
})
