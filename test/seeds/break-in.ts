import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Break, breaks } from './breaks.ts'

/** The file with its break in it; throws when it does not stand there exactly once, for then the break is about a product that was. */
export function broken(text: string, { name, file, from, to }: Pick<Break, 'name' | 'file' | 'from' | 'to'>): string {
  const times = text.split(from).length - 1
  if (times !== 1) throw new Error(`the break "${name}" fits ${times} times into ${file}`)
  return text.replace(from, () => to)
}

/** Breaks the product of this process: to be called before anything of it is loaded. Nothing on the disk is touched. */
export function breakIn(name: string): void {
  const one = breaks.find((known) => known.name === name)
  if (!one) throw new Error(`no break "${name}"`)
  const path = fileURLToPath(new URL(`../../${one.file}`, import.meta.url))
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      if (!url.startsWith('file:') || fileURLToPath(url) !== path) return loaded
      return { ...loaded, source: broken(String(loaded.source), one) }
    },
  })
}
