import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { placesOf } from '../area/places.ts'
import { isInside } from '../area/rules/shape.ts'
import { linesOf, middleOf, nearestPoint } from '../scene/rules/geometry.ts'
import { layScene } from './lay-scene.ts'
import { chosen } from './scene.ts'

const { source } = placesOf('50')
const towns = source.districts.flatMap((d) =>
  d.towns.map((t) => ({ code: t.code, name: t.name, path: `50/${d.code}/${t.code}/`, district: t.operatingDistrict })),
)
const sceneOf = (code: string) => layScene({ ...towns.find((t) => t.code === code)!, shape: placesOf('50').shapeOf(code)! })

describe('the invented scene of a town', () => {
  it('is made for as many towns as the programme has, spread over all districts, the story’s among them', () => {
    const some = chosen(towns)
    assert.deepEqual([some.length, new Set(some.map(({ district }) => district)).size], [116, 41])
    assert.ok(some.some(({ code }) => code === '500105005'))
  })

  it('lies inside the town, and is the same every time', () => {
    const shape = placesOf('50').shapeOf('500105005')!
    const made = sceneOf('500105005')
    const inside = made.filter(({ geometry }) => isInside(shape, ...middleOf(geometry)))
    assert.ok(inside.length > 0.9 * made.length, `${inside.length} of ${made.length}`)
    assert.deepEqual(made, sceneOf('500105005'))
    for (const kind of ['road', 'hydrant', 'water', 'shelter', 'assembly'] as const)
      assert.ok(
        made.some((one) => one.kind === kind),
        kind,
      )
    for (const { geometry } of made) for (const line of linesOf(geometry)) assert.ok(line.flat().every(Number.isFinite))
  })

  it('has its hydrants along its roads', () => {
    const made = sceneOf('500105005')
    const roads = made.filter(({ kind }) => kind === 'road')
    for (const { geometry } of made.filter(({ kind }) => kind === 'hydrant')) {
      const far = Math.min(...roads.map((road) => nearestPoint(road.geometry, middleOf(geometry)).metres))
      assert.ok(far < 1, `${far} m from a road`)
    }
  })
})
