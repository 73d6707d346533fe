import assert from 'node:assert/strict'
import { it } from 'node:test'
import { mapStyle, thingSources, tileSources } from './map-style.ts'

it('circles take their place and names go beside them: no name is drawn under a circle', () => {
  const tiles = Object.fromEntries(tileSources.map((source) => [source, `/${source}`])) as Parameters<typeof mapStyle>[1]
  const { layers } = mapStyle((name) => name, tiles)
  const at = (id: string) => layers.findIndex((layer) => layer.id === id)
  const layoutOf = (id: string): Record<string, unknown> => (layers[at(id)] as { layout?: Record<string, unknown> }).layout ?? {}
  for (const source of thingSources) {
    const layout = layoutOf(`${source}-cluster`)
    assert.equal(layout['icon-allow-overlap'], true, 'a circle is always drawn')
    assert.notEqual(layout['icon-ignore-placement'], true, 'and known to whatever is placed after it')
    // Layers are placed from the top down: a name below a circle knows where it stands.
    assert.ok(at('names') < at(`${source}-cluster`))
  }
  const ways = layoutOf('names')['text-variable-anchor-offset'] as unknown[]
  assert.ok(ways.length / 2 > 20, `${ways.length / 2} places to stand`)
  // A circle is 23 px around its middle, names have letters of 12 or 13: the furthest places clear it.
  const furthest = Math.max(...ways.filter(Array.isArray).map(([x, y]) => Math.hypot(x as number, y as number)))
  assert.ok(furthest * 12 > 23 + 4)
})
