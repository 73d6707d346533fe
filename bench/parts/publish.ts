// The result of a bench: printed, as JSON if asked, and after a full run written into bench/RESULTS.md in place of the last one.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, getPriority, loadavg, totalmem } from 'node:os'
import { json, median, quick, short } from './run.ts'

/** One line of the table. `runs`: one number a round; `bar`: what was promised, and whether it is held. */
export type Figure = { what: string; runs: readonly number[]; unit?: string; bar?: { says: string; held: boolean } }
/** `same`: what was compared before anything was timed; `notes`: what a reader must know, above all why a figure loses. */
export type Result = {
  bench: string
  title: string
  work: string
  same: string
  versions: Record<string, string>
  figures: Figure[]
  notes: string[]
}

const file = new URL('../RESULTS.md', import.meta.url)

/** Prints the result and keeps it; a bar that is missed is published like one that is held. */
export function publish(result: Result): void {
  const about = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB${busy()}`,
    commit: commit(),
    versions: { node: process.versions.node, ...result.versions },
  }
  if (json) console.log(JSON.stringify({ ...about, quick, ...result, versions: about.versions }, null, 2))
  const text = section(result, about)
  if (!json) console.log(`\n${text}`)
  if (!quick) keep(result.bench, text)
}

/** Others at work on the same cores are said with the figures, not hidden in them. */
const loadBefore = loadavg()[0]!
function busy(): string {
  const niceness = getPriority()
  const priority = niceness < 0 ? `, run at priority ${niceness}` : ''
  return loadBefore < 1 ? priority : `, ${loadBefore.toFixed(1)} others running when it began${priority}`
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'no repository'
  }
}

type About = { date: string; machine: string; commit: string; versions: Record<string, string> }

function section({ bench, title, work, same, figures, notes }: Result, about: About): string {
  const versions = Object.entries(about.versions).map(([name, version]) => `${name} ${version}`)
  return [
    `## ${bench}: ${title}`,
    '',
    work,
    '',
    `${about.date} · ${about.machine} · ${versions.join(', ')} · at ${about.commit}. ${same}`,
    '',
    '| what | median | least – most | bar |',
    '|---|---|---|---|',
    ...figures.map(row),
    '',
    ...notes.map((note) => `* ${note}`),
    '',
  ].join('\n')
}

function row({ what, runs, unit = '', bar }: Figure): string {
  const shown = (value: number) => `${short(value)}${unit && (unit === '×' ? '×' : ` ${unit}`)}`
  const spread = runs.length > 1 ? `${shown(Math.min(...runs))} – ${shown(Math.max(...runs))} of ${runs.length}` : 'one run'
  return `| ${what} | ${shown(median(runs))} | ${spread} | ${bar ? `${bar.says}: ${bar.held ? 'held' : '**missed**'}` : ''} |`
}

/** Puts the section in the place of the same bench's last one, else at the end. */
function keep(bench: string, text: string): void {
  const before = readFileSync(file, 'utf8')
  const parts = before.split(/^(?=## )/m)
  const at = parts.findIndex((part) => part.startsWith(`## ${bench}:`))
  if (at >= 0) parts[at] = at === parts.length - 1 ? text : `${text}\n`
  else parts.push(`\n${text}`)
  writeFileSync(file, parts.join('').replaceAll(/\n{3,}/g, '\n\n'))
}
