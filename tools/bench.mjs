// `npm run bench [-- name …]`: runs bench/*.ts one after another, alone on the machine, under the shipped Node.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { newestNode } from './node.mjs'
import { root } from './tree.mjs'

const folder = join(root, 'bench')
const all = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .sort()
  : []
const asked = process.argv.slice(2)
const chosen = asked.length === 0 ? all : all.filter((name) => asked.some((word) => name.startsWith(word)))
if (chosen.length === 0) {
  console.error(`nothing to run; there are: ${all.join(' ') || 'none'}`)
  process.exit(asked.length === 0 ? 0 : 2)
}

const failed = []
for (const name of chosen) {
  console.log(`\n── ${name}`)
  const began = performance.now()
  const { status, signal } = spawnSync(newestNode(), ['--expose-gc', join(folder, name)], { cwd: root, stdio: 'inherit' })
  console.log(
    `${name}: ${((performance.now() - began) / 1000).toFixed(1)} s${status === 0 ? '' : `, ended with ${signal ?? status}`}`,
  )
  if (status !== 0) failed.push(name)
}
if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`)
process.exitCode = failed.length > 0 ? 1 : 0
