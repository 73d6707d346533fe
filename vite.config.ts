import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rollup } from 'vite'
import { askAheadScript } from './console/ahead/ahead-plugin.ts'
import { factKinds } from './contract/fact.ts'
import { problems } from './contract/problem.ts'
import { fieldShell, fieldThemeColour, workerEntry } from './field/shell/shell-plugin.ts'

/** Where each page is built from, and where it lands in dist/ (the server serves dist/ as it is; `/public` and `/leader` without the ending). */
const pages = {
  console: { from: 'console/index.html', to: 'index.html', budgetKb: 300 },
  cockpit: { from: 'cockpit/index.html', to: 'cockpit/index.html', budgetKb: 600 },
  field: { from: 'field/index.html', to: 'field/index.html', budgetKb: 150 },
  public: { from: 'field/public.html', to: 'public.html', budgetKb: 150 },
  leader: { from: 'field/leader.html', to: 'leader.html', budgetKb: 150 },
  gallery: { from: 'ui/gallery.html', to: 'gallery.html', budgetKb: 450 },
} as const

/** React Aria carries its own words for 34 languages; ours are two. The others become empty tables (saves some 60 KB gzip). */
function keepTwoLanguages(): Plugin {
  return {
    name: 'zhili:languages',
    enforce: 'pre',
    load: {
      filter: { id: /node_modules\/react-(aria|stately|aria-components)\/.*\/intl\/.*[/\\][a-z]{2}-[A-Z]{2}\.m?js$/ },
      handler: (id) => (/(en-US|zh-CN)\.m?js$/.test(id) ? null : 'export default {}'),
    },
  }
}

/** The browser needs the words of facts and problems, not the schema library that checks them: those two modules are served as plain tables. */
function contractWords(): Plugin {
  const facts = Object.fromEntries(Object.entries(factKinds).map(([kind, { dot, zh, en }]) => [kind, { dot, zh, en }]))
  return {
    name: 'zhili:contract-words',
    enforce: 'pre',
    load: {
      filter: { id: /[/\\]contract[/\\](fact|problem)\.ts$/ },
      handler: (id) => {
        if (id.endsWith('fact.ts')) return `export const factKinds = ${JSON.stringify(facts)}`
        return `export const problems = ${JSON.stringify(problems)}`
      },
    },
  }
}

/** All files a page loads before it can be used: its script and whatever that imports directly, not the lazy parts. */
function firstLoad(bundle: Rollup.OutputBundle, entry: string): Set<string> {
  const seen = new Set<string>()
  const follow = (name: string) => {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || seen.has(name)) return
    seen.add(name)
    for (const next of chunk.imports) follow(next)
  }
  follow(entry)
  return seen
}

type Module = { importers: readonly string[]; dynamicImporters: readonly string[] }
type Chunking = { getModuleInfo(id: string): Module | null }

/** The screen nearly everybody at a desk begins with: what it needs beyond the console's own script counts as a page of its own. */
const firstScreen = { name: 'inbox', from: 'console/screens/inbox/inbox.tsx' }

const stands = (id: string, from: string): boolean => id.split('?')[0]!.endsWith(`/${from}`)

/** All modules that lead to one, itself among them, by `back` from a module to those that import it. */
function above(id: string, back: (id: string) => readonly string[]): string[] {
  const seen = new Set([id])
  for (const one of seen) for (const importer of back(one)) seen.add(importer)
  return [...seen]
}

const pagesAmong = (ids: readonly string[]): string[] =>
  Object.entries(pages).flatMap(([name, page]) => (name !== 'gallery' && ids.some((one) => stands(one, page.from)) ? [name] : []))

/**
 * Modules that the same pages need at once come in one file: some fifty small ones, one for each part some lazy screen shares, cost a
 * phone a second, and a busy desk two. What one page needs at once and another later is left to the bundler: it must not bring a page's
 * parts and styles to a stranger. Nor does the file of the first screen hold what no other screen needs: that comes with the screen.
 */
function pagesThatNeed(id: string, bundle: Chunking): string | null {
  const info = (one: string): Module => bundle.getModuleInfo(one) ?? { importers: [], dynamicImporters: [] }
  // The page's own script stays a file of its own, called like the page.
  const isPage = (one: string): boolean => one.endsWith('.html')
  if (isPage(id) || info(id).importers.some(isPage)) return null
  const needing = above(id, (one) => info(one).importers)
  const atOnce = pagesAmong(needing)
  const ever = pagesAmong(above(id, (one) => [...info(one).importers, ...info(one).dynamicImporters]))
  const lazy = needing.filter((one) => info(one).dynamicImporters.length > 0)
  const first = !atOnce.includes('console') && lazy.some((one) => stands(one, firstScreen.from))
  if (first && atOnce.length + lazy.length > 1) return `first-${[...atOnce, firstScreen.name].join('-')}`
  return atOnce.length > 1 || (atOnce.length === 1 && ever.length === 1) ? `first-${atOnce.join('-')}` : null
}

/** Every text of the build also packed, so that the server sends a phone the small one without packing it anew each time. */
function packed(): Plugin {
  return {
    name: 'zhili:packed',
    enforce: 'post',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const file of Object.values(bundle)) {
        if (!/\.(js|css|html|svg|webmanifest)$/.test(file.fileName)) continue
        const text = file.type === 'chunk' ? file.code : file.source
        const path = join(dir ?? 'dist', file.fileName)
        writeFileSync(`${path}.gz`, gzipSync(text))
        writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [zlib.BROTLI_PARAM_QUALITY]: 9 } }))
      }
    },
  }
}

/** Moves the pages to their addresses, prints what each app costs at first load (gzip), and leaves the numbers in dist/sizes.json. */
function pagesAndSizes(): Plugin {
  const sizes: Record<string, { jsKb: number; budgetKb: number }> = {}
  return {
    name: 'zhili:pages',
    enforce: 'post',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const [name, page] of Object.entries(pages)) {
        const html = bundle[page.from]
        if (html) html.fileName = page.to
        const entry = Object.values(bundle).find((c) => c.type === 'chunk' && c.isEntry && c.name === name)
        if (!entry) continue
        const bytes = [...firstLoad(bundle, entry.fileName)]
          .map((f) => bundle[f])
          .map((c) => (c?.type === 'chunk' ? gzipSync(c.code).length : 0))
        sizes[name] = { jsKb: Math.round(bytes.reduce((sum, n) => sum + n, 0) / 102.4) / 10, budgetKb: page.budgetKb }
      }
    },
    writeBundle({ dir }) {
      writeFileSync(join(dir ?? 'dist', 'sizes.json'), `${JSON.stringify(sizes, null, 2)}\n`)
      for (const [name, { jsKb, budgetKb }] of Object.entries(sizes)) {
        console.log(
          `${name.padEnd(8)} first load ${String(jsKb).padStart(6)} KB gzip, budget ${budgetKb}${jsKb > budgetKb ? '  OVER' : ''}`,
        )
      }
    },
  }
}

const version = (JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string }).version

export default defineConfig({
  plugins: [
    keepTwoLanguages(),
    contractWords(),
    react(),
    pagesAndSizes(),
    askAheadScript(pages.console.to, firstScreen.from),
    fieldShell(),
    fieldThemeColour(),
    packed(),
  ],
  define: { __VERSION__: JSON.stringify(version) },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: {
        ...Object.fromEntries(Object.entries(pages).map(([name, page]) => [name, page.from])),
        [workerEntry.name]: workerEntry.from,
      },
      output: {
        entryFileNames: (chunk) => (chunk.name === workerEntry.name ? workerEntry.to : 'assets/[name]-[hash].js'),
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'react',
              test: /node_modules[/\\](react|react-dom|scheduler)[/\\]|^\0(rolldown\/runtime|vite\/modulepreload-polyfill)/,
              priority: 10,
            },
            { name: pagesThatNeed, debugName: 'pages' },
          ],
        },
      },
    },
  },
})
