import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Plugin, Rollup } from 'vite'

const root = new URL('../static/', import.meta.url)
const tokensFile = new URL('../../ui/tokens.css', import.meta.url)

/** Name of the worker's entry; its file is `/field/sw.js`, so that its scope is `/field/`. */
export const workerEntry = { name: 'field-worker', from: 'field/shell/sw.ts', to: 'field/sw.js' } as const

/** Everything the field app can ever load of its own: its script, what that imports at once and later, and their styles. */
export function reach(bundle: Rollup.OutputBundle, entry: string): string[] {
  const seen = new Set<string>()
  const follow = (name: string): void => {
    const chunk = bundle[name]
    if (!chunk || seen.has(name)) return
    seen.add(name)
    if (chunk.type !== 'chunk') return
    for (const style of chunk.viteMetadata?.importedCss ?? []) seen.add(style)
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) follow(next)
  }
  follow(entry)
  return [...seen].sort()
}

/**
 * Puts the field app's icons and manifest beside its page and tells the service worker what to keep on the phone. The mark is a hash
 * over the page and all files, so that a worker differs exactly when the app does.
 */
export function fieldShell(): Plugin {
  return {
    name: 'zhili:field-shell',
    apply: 'build',
    // after the plugin that moves the pages: the worker keeps the page at its final address
    enforce: 'post',
    generateBundle(_, bundle) {
      const worker = bundle[workerEntry.to]
      const app = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.isEntry && chunk.name === 'field')
      if (worker?.type !== 'chunk' || !app) return
      const still = readdirSync(root).filter((name) => /\.(png|svg|webmanifest)$/.test(name))
      for (const name of still)
        this.emitFile({ type: 'asset', fileName: `field/${name}`, source: readFileSync(new URL(name, root)) })
      const files = [...reach(bundle, app.fileName).map((name) => `/${name}`), ...still.map((name) => `/field/${name}`)]
      const page = Object.values(bundle).find((file) => file.fileName.endsWith('field/index.html'))
      const hash = createHash('sha256').update(files.join('\n'))
      if (page?.type === 'asset') hash.update(page.source)
      const shell = { mark: hash.digest('hex').slice(0, 12), page: '/field/', files }
      worker.code = worker.code.replaceAll('__SHELL__', JSON.stringify(shell))
    },
  }
}

/** Value of a token in the light theme, the first block of tokens.css: what stands outside the page cannot use CSS variables. */
function lightToken(css: string, name: string): string {
  const value = new RegExp(`--${name}:\\s*(#[0-9A-Fa-f]{6})`).exec(css)?.[1]
  if (!value) throw new Error(`token --${name} is missing`)
  return value
}

/** Gives the frame a phone draws around the app the colour of the app's own panels. */
export function fieldThemeColour(): Plugin {
  return {
    name: 'zhili:field-theme-colour',
    transformIndexHtml(_, { filename }) {
      if (!filename.endsWith('/field/index.html')) return
      const content = lightToken(readFileSync(tokensFile, 'utf8'), 'surface')
      return [{ tag: 'meta', attrs: { name: 'theme-color', content }, injectTo: 'head' }]
    },
  }
}
