// What others offer for the same work, installed into bench/.peers the first time it is asked for; nothing of it is in package.json.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { say } from './run.ts'

/** The newest that install on Node 24 (pg-boss 12.38 needs a package that is not served), pinned so that figures can be compared. */
const groups = {
  jobs: { 'pg-boss': '12.35.0', 'graphile-worker': '0.18.0' },
  rules: { 'json-rules-engine': '7.3.1', '@gorules/zen-engine': '0.54.0' },
  ais: { 'ais-stream-decoder': '2.1.2', ggencoder: '1.0.10' },
  'node-red': { 'node-red': '4.1.15' },
} as const satisfies Record<string, Record<string, string>>

export type Peers = { folder: string; versions: Record<string, string>; load<T>(name: string): Promise<T> }

/** Installs a group of peers unless it is there; `load` imports one of them. No install script of theirs is run. */
export function peersOf(group: keyof typeof groups): Peers {
  const wanted: Record<string, string> = groups[group]
  const folder = fileURLToPath(new URL(`../.peers/${group}/`, import.meta.url))
  if (!isThere(folder, wanted)) install(folder, wanted)
  const from = createRequire(join(folder, 'package.json'))
  return {
    folder,
    versions: wanted,
    load: async <T>(name: string) => (await import(pathToFileURL(from.resolve(name)).href)) as T,
  }
}

function isThere(folder: string, wanted: Record<string, string>): boolean {
  return Object.entries(wanted).every(([name, version]) => {
    const manifest = join(folder, 'node_modules', name, 'package.json')
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version
  })
}

function install(folder: string, wanted: Record<string, string>): void {
  say(`installing ${Object.keys(wanted).join(', ')} into bench/.peers`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: wanted }))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** Where a program of a Debian package lies, or what to install; benches that miss one end with that sentence. */
export function debian(program: string, name: string): string {
  if (existsSync(program)) return program
  try {
    say(`installing ${name}`)
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', name], { stdio: 'ignore' })
  } catch {
    // said below in one sentence
  }
  if (existsSync(program)) return program
  throw new Error(`${program} is missing: install the Debian package ${name}`)
}
