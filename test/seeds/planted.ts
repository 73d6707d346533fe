// `npm run city -- --planted ["words of a name" …]`: breaks the product in one place after the other; every break must be seen by its seed.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { testServer } from '../database.ts'
import { type Break, breaks } from './breaks.ts'

const asked = process.argv.slice(2).filter((word) => word !== '--planted')
const chosen = breaks.filter(({ name }) => asked.length === 0 || asked.some((words) => name.includes(words)))
const env = { ...process.env, ZHILI_TEST_PG: await testServer() }
const unseen: string[] = []

/** What a seed says, with the product broken or whole. */
function play({ seed, hours, faults }: Break, name: string | null): { held: boolean; said: string } {
  const args = ['--seed', `${seed}`, '--hours', `${hours}`, ...(faults ? ['--faults', faults.join(',')] : [])]
  const run = fileURLToPath(new URL('./run.ts', import.meta.url))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', run, ...args, ...(name ? ['--break', name] : [])],
    { env, encoding: 'utf8' },
  )
  return { held: status === 0, said: /after step \d+:[\s\S]*?(?=\n {4}at )/.exec(stdout)?.[0] ?? stderr.slice(-500) }
}

const whole = new Map<string, boolean>()
for (const one of chosen) {
  const key = `${one.seed} ${one.hours} ${one.faults ?? 'all'}`
  if (!whole.has(key)) whole.set(key, play(one, null).held)
  const { held, said } = play(one, one.name)
  const seen = whole.get(key) && !held && one.sees.test(said)
  if (!seen) unseen.push(one.name)
  const words = one.sees.exec(said)?.[0] ?? (held ? 'nothing' : said)
  console.log(
    `${seen ? '✔' : '✖'} ${one.name} · seed ${one.seed}, ${one.hours} h: ${whole.get(key) ? words : 'fails with nothing broken'}`,
  )
}
console.log(unseen.length > 0 ? `unseen: ${unseen.length} of ${chosen.length}` : `all ${chosen.length} seen`)
process.exitCode = unseen.length > 0 ? 1 : 0
