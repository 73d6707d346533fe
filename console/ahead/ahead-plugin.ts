import { fileURLToPath } from 'node:url'
import { build, type Plugin, type Rollup } from 'vite'

const start = fileURLToPath(new URL('start.ts', import.meta.url))

/** What a script imports at once, itself among it; the longest first, which come last. */
function atOnce(bundle: Rollup.OutputBundle, script: string): string[] {
  const seen = new Set([script])
  const chunk = (name: string): Rollup.OutputChunk | null => (bundle[name]?.type === 'chunk' ? bundle[name] : null)
  for (const name of seen) for (const next of chunk(name)?.imports ?? []) seen.add(next)
  const length = (name: string): number => chunk(name)?.code.length ?? 0
  return [...seen].sort((a, b) => length(b) - length(a))
}

/** `start.ts` and what it needs as one script without imports, with the files of the first screen. */
async function written(scripts: readonly string[], screen: readonly string[]): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    define: { __FIRST_SCRIPTS__: JSON.stringify(scripts), __FIRST_SCREEN__: JSON.stringify(screen) },
    build: { write: false, target: 'es2022', rolldownOptions: { input: start, output: { format: 'iife' } } },
  })
  const [first] = Array.isArray(made) ? made : [made]
  const chunk = first && 'output' in first ? first.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('the first script was not built')
  return chunk.code.trim()
}

/** Writes the console's first script into its page, before the script it runs ahead of; what that imports is named by it. The server allows it by its hash (`server/web.ts`). */
export function askAheadScript(page: string, screen: string): Plugin {
  return {
    name: 'zhili:ahead',
    apply: 'build',
    // after the plugin that moves the pages
    enforce: 'post',
    async generateBundle(_, bundle) {
      const html = Object.values(bundle).find((file) => file.fileName === page)
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const entry = chunks.find((chunk) => chunk.isEntry && chunk.name === 'console')
      const first = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(`/${screen}`))
      if (html?.type !== 'asset' || !entry || !first) return
      const own = atOnce(bundle, entry.fileName)
      const added = atOnce(bundle, first.fileName).filter((name) => !own.includes(name))
      const code = await written(
        own.filter((name) => name !== entry.fileName).map((name) => `/${name}`),
        added.map((name) => `/${name}`),
      )
      if (code.includes('</script')) throw new Error('the first script would end too soon')
      html.source = String(html.source)
        .replace(/^\s*<link rel="modulepreload"[^>]*>\n/gm, '')
        .replace(/^\s*<script type="module"/m, (found) => `  <script>${code}</script>\n${found}`)
    },
  }
}
