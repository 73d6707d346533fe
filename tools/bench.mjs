// `npm run bench -- <name> [--quick] [--json]`: runs one bench of bench/*.ts alone on the machine, under the shipped Node;
// `-- all` runs all of them one after another. Options go to the bench.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { newestNode } from './node.mjs'
import { root } from './tree.mjs'

const folder = join(root, 'bench')
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => name.slice(0, -3))
  .sort()
const isOption = (word) => word.startsWith('-') || /^[\d.]+$/.test(word)
const options = process.argv.slice(2).filter(isOption)
const asked = process.argv.slice(2).filter((word) => !isOption(word))
const chosen = asked.includes('all') ? all : all.filter((name) => asked.includes(name))
if (chosen.length < asked.length && !asked.includes('all')) {
  console.error(`there is no bench ${asked.filter((word) => !all.includes(word)).join(', ')}`)
  process.exitCode = 2
} else if (chosen.length === 0)
  console.error(`npm run bench -- <name> [--quick] [--json] [--minutes N]; there are: all ${all.join(' ')}`)
else runAll()

function runAll() {
  const failed = []
  for (const name of chosen) {
    console.error(`\n── ${name}`)
    const began = performance.now()
    const { status, signal } = spawnSync(newestNode(), ['--expose-gc', join(folder, `${name}.ts`), ...options], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NODE_NO_WARNINGS: '1', NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compile') },
    })
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.error(`${name}: ${seconds} s${status === 0 ? '' : `, ended with ${signal ?? status}`}`)
    if (status !== 0) failed.push(name)
  }
  if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`)
  process.exitCode = failed.length > 0 ? 1 : 0
}
