const browsers: readonly [name: string, mark: RegExp][] = [
  ['Edge', /Edg\/(\d+)/],
  ['Firefox', /Firefox\/(\d+)/],
  ['Chrome', /Chrom(?:e|ium)\/(\d+)/],
  ['Safari', /Version\/(\d+).*Safari/],
]
const systems: readonly [name: string, mark: RegExp][] = [
  ['Windows', /Windows/],
  ['Android', /Android/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux|X11/],
]

function partsOf(agent: string): { name: string | null; version: string; system: string | null } {
  const system = systems.find(([, mark]) => mark.test(agent))?.[0] ?? null
  for (const [name, mark] of browsers) {
    const found = mark.exec(agent)
    if (found) return { name, version: found[1]!, system }
  }
  return { name: null, version: '', system }
}

/** What a browser calls itself, short enough to be read: “Chrome 126 · Windows”. */
export function browserWords(agent: string): string {
  const { name, version, system } = partsOf(agent)
  return [name ? `${name} ${version}` : agent.slice(0, 40), system].filter(Boolean).join(' · ') || '—'
}

/** Is it the same browser on the same system? An update changes the version and nothing else. */
export const sameBrowser = (one: string, other: string): boolean => kindOf(one) === kindOf(other)

function kindOf(agent: string): string {
  const { name, system } = partsOf(agent)
  return `${name ?? agent.replaceAll(/\d[\d._]*/g, '')} ${system ?? ''}`
}
