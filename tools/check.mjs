// `npm run check`: types, lint, and the structure checks with their self-tests. `runChecks` is also the first group of `npm test`.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import * as docs from './check-docs.mjs'
import * as imports from './check-imports.mjs'
import * as size from './check-size.mjs'
import * as sql from './check-sql.mjs'
import { newestNode } from './node.mjs'
import { proveItBites, realTree, root } from './tree.mjs'

const tool = (name) => join(root, 'node_modules', '.bin', name)
const programs = [
  {
    name: 'types',
    program: newestNode(),
    // Left to itself it looks with four at once, and what they share is looked at by each.
    args: [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '--pretty', 'false', '--checkers', '2'],
  },
  {
    name: 'biome',
    program: tool('biome'),
    args: ['check', '--error-on-warnings', '--max-diagnostics=60', '--reporter=github', '.'],
  },
  { name: 'oxlint', program: tool('oxlint'), args: ['-c', 'tools/oxlint.json', '--deny-warnings', '--format=unix', '.'] },
]

/** Runs everything; answers `{ name, ok, ms, lines }` each, the lines being faults when not ok and remarks otherwise. */
export async function runChecks() {
  const tree = realTree()
  // The programs first: they have processes of their own, and run while this one looks at the structure.
  const ran = programs.map((spec) => timed(spec.name, () => runProgram(spec)))
  const structure = [imports, size, sql, docs].map((check) => timed(check.name, () => runStructure(check, tree)))
  return Promise.all([...ran, ...structure])
}

/** Prints the results; answers how many failed. */
export function printChecks(results) {
  for (const { name, ok, ms, lines } of results) {
    console.log(`${ok ? '✔' : '✖'} ${name} (${(ms / 1000).toFixed(1)} s)`)
    for (const line of lines) console.log(`  ${line}`)
  }
  return results.filter(({ ok }) => !ok).length
}

async function timed(name, work) {
  const began = performance.now()
  const { ok, lines } = await work()
  return { name, ok, lines, ms: performance.now() - began }
}

function runStructure(check, tree) {
  const blind = proveItBites(check)
  const { faults, warnings = [], notes = [] } = check.run(tree)
  const all = [...blind, ...faults]
  return { ok: all.length === 0, lines: [...all, ...warnings.map((line) => `warning ${line}`), ...notes] }
}

function runProgram({ program, args }) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = []
    child.stdout.on('data', (piece) => said.push(piece))
    child.stderr.on('data', (piece) => said.push(piece))
    child.on('error', (error) => done({ ok: false, lines: [error.message] }))
    child.on('close', (code) => done({ ok: code === 0, lines: code === 0 ? [] : readable(Buffer.concat(said).toString()) }))
  })
}

/** One line per finding, without the machine's own paths. */
function readable(said) {
  const finding = /^::(\w+) title=([^,]+),file=([^,]+),line=(\d+).*?::(.*)$/
  return said
    .split('\n')
    .map((line) =>
      line
        .replace(finding, '$3:$4: $5 ($2)')
        .replaceAll(root, '')
        .replace('Formatter would have printed the following content:', 'not formatted: biome check --write'),
    )
    .filter((line) => line.trim() !== '' && !line.startsWith('::notice'))
    .slice(0, 200)
}

if (process.argv[1] === join(root, 'tools', 'check.mjs')) {
  const results = await runChecks()
  const failed = printChecks(results)
  console.log(`${results.length - failed} passed, ${failed} failed`)
  process.exitCode = failed ? 1 : 0
}
