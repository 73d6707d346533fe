// `npm run city -- --seed N --hours H --faults crash,partition,…`: the seeded city under faults, under the shipped Node; `--planted`: broken on purpose.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { needTypeScript, newestNode } from './node.mjs'
import { root } from './tree.mjs'

needTypeScript()
const file = process.argv.includes('--planted') ? 'planted.ts' : 'run.ts'
const args = ['--disable-warning=ExperimentalWarning', join(root, 'test/seeds', file), ...process.argv.slice(2)]
const { status } = spawnSync(newestNode(), args, { cwd: root, stdio: 'inherit' })
process.exitCode = status ?? 1
