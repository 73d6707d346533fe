import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { contrast, distance, parseHex, type Rgb, type Sight, see } from './palette.ts'

const here = new URL('.', import.meta.url)
const css = readFileSync(new URL('tokens.css', here), 'utf8')

/** Tokens of one theme: its own block over the light one over the common one. */
function tokens(theme: 'light' | 'dark' | 'outdoor'): Map<string, Rgb> {
  const found = new Map<string, Rgb>()
  const blocks = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
  const wanted = blocks.filter(([, selector]) => {
    const own = selector?.includes(`[data-theme="${theme}"]`) ?? false
    const base = /:root/.test(selector ?? '') && !/@media/.test(selector ?? '')
    return own || base
  })
  for (const [, , body] of wanted) {
    for (const [, name, hex] of (body ?? '').matchAll(/--([\w-]+):\s*(#[0-9A-Fa-f]{6})/g))
      if (name && hex) found.set(name, parseHex(hex))
  }
  return found
}

const light = tokens('light')
const dark = tokens('dark')
const outdoor = tokens('outdoor')
const need = (from: Map<string, Rgb>, name: string): Rgb => {
  const value = from.get(name)
  assert.ok(value, `token --${name} is missing`)
  return value
}

const levels = [1, 2, 3, 4, 5].map((n) => need(light, `level-${n}`))

function nearest(sight: Sight): number {
  const seen = levels.map((level) => see(level, sight))
  const pairs = seen.flatMap((a, i) => seen.slice(i + 1).map((b) => distance(a, b)))
  assert.equal(pairs.length, 10)
  return Math.min(...pairs)
}

describe('the five level colours', () => {
  // the table of the UX study, CIEDE2000, Machado 2009 at full strength
  const table: [Sight, number][] = [
    ['normal', 29.0],
    ['protan', 21.0],
    ['deutan', 16.4],
    ['tritan', 17.3],
  ]
  for (const [sight, atLeast] of table) {
    it(`are at least ${atLeast} apart for ${sight} sight`, () =>
      assert.ok(nearest(sight) >= atLeast - 0.05, `${nearest(sight).toFixed(2)}`))
  }
  it('carry their own sign legibly', () => {
    for (let n = 1; n <= 5; n++) assert.ok(contrast(need(light, `level-${n}`), need(light, `level-${n}-on`)) >= 4.5, `level ${n}`)
  })
  it('have an edge of 3:1 on every ground', () => {
    for (const [name, theme] of [
      ['light', light],
      ['outdoor', outdoor],
      ['dark', dark],
    ] as const) {
      for (const ground of ['surface', 'bg', 'selected', 'hover', 'sunken']) {
        for (let n = 1; n <= 5; n++) {
          const ratio = contrast(need(theme, `level-${n}-edge`), need(theme, ground))
          assert.ok(ratio >= 3, `${name} level ${n} on ${ground}: ${ratio.toFixed(2)}`)
        }
      }
    }
  })
  it('have inks for words: 4.5:1, in the sun 7:1', () => {
    for (const [theme, ratio] of [
      [light, 4.5],
      [dark, 4.5],
      [outdoor, 7],
    ] as const) {
      for (let n = 1; n <= 5; n++) assert.ok(contrast(need(theme, `level-${n}-ink`), need(theme, 'surface')) >= ratio, `ink ${n}`)
    }
  })
})

describe('the greys', () => {
  const pairs = [
    ['text', 'surface'],
    ['text', 'bg'],
    ['text', 'selected'],
    ['text', 'sunken'],
    ['text-2', 'surface'],
    ['text-2', 'bg'],
    ['text-2', 'sunken'],
    ['text-2', 'hover'],
    ['text-2', 'selected'],
    ['on-action', 'action'],
    ['on-action', 'action-hover'],
    ['on-ink-fill', 'ink-fill'],
    ['map-label', 'map-land'],
  ] as const
  for (const [name, theme, ratio] of [
    ['light', light, 4.5],
    ['dark', dark, 4.5],
    ['outdoor', outdoor, 7],
  ] as const) {
    it(`of ${name} are legible (${ratio}:1)`, () => {
      for (const [ink, ground] of pairs) {
        if (name === 'outdoor' && ink === 'map-label') continue // the phone's map keeps the light theme's labels, with a halo
        const found = contrast(need(theme, ink), need(theme, ground))
        assert.ok(found >= ratio, `${ink} on ${ground}: ${found.toFixed(2)}`)
      }
    })
    it(`of ${name} show where a field and the focus are (3:1)`, () => {
      for (const ground of ['surface', 'bg']) {
        assert.ok(contrast(need(theme, 'line-control'), need(theme, ground)) >= 3, `line-control on ${ground}`)
        assert.ok(contrast(need(theme, 'focus-in'), need(theme, ground)) >= 3, `focus on ${ground}`)
      }
    })
  }
})

describe('hex values', () => {
  it('live in tokens.css only', () => {
    let seen = 0
    for (const folder of ['ui', 'console', 'cockpit', 'field']) {
      const root = new URL(`../${folder}/`, here)
      for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(css|tsx?|html)$/.test(file) || /tokens\.css$|\.test\.tsx?$/.test(file)) continue
        seen++
        const text = readFileSync(new URL(file, root), 'utf8')
        assert.doesNotMatch(
          text,
          /#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}(?=[\s;'")])(?<!href="#[0-9a-fA-F]{3})|\brgba?\(/,
          `${folder}/${file}`,
        )
      }
    }
    assert.ok(seen > 40)
  })
  it('are asked for by names that exist: a misspelt one leaves a style without its colour', () => {
    // Set by React Aria, or made of a number in the code.
    const foreign = new Set(['--trigger-width', '--level-'])
    const [defined, asked] = [new Set<string>(), new Map<string, string>()]
    for (const folder of ['ui', 'console', 'cockpit', 'field']) {
      const root = new URL(`../${folder}/`, here)
      for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(css|tsx)$/.test(file)) continue
        const text = readFileSync(new URL(file, root), 'utf8')
        for (const [, name] of text.matchAll(/(--[a-z0-9-]+)['"]?\s*:/g)) defined.add(name!)
        for (const [, name] of text.matchAll(/var\((--[a-z0-9-]+)/g)) asked.set(name!, `${folder}/${file}`)
      }
    }
    const missing = [...asked].filter(([name]) => !defined.has(name) && !foreign.has(name))
    assert.deepEqual(missing, [])
    assert.ok(asked.size > 40)
  })
  it('of the phone app’s manifest, which can name no token, are those of the tokens', () => {
    const text = readFileSync(new URL('../field/static/manifest.webmanifest', here), 'utf8')
    const manifest = JSON.parse(text) as { theme_color: string; background_color: string }
    assert.deepEqual(parseHex(manifest.theme_color), need(light, 'surface'))
    assert.deepEqual(parseHex(manifest.background_color), need(light, 'bg'))
  })
})
