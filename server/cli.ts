import { StartError } from './kernel/config.ts'

/** Each command is a file of server/commands that exports `run(args): Promise<exit code>`; loaded only when asked for. */
const commands: Record<string, { words: string; load: () => Promise<{ run(args: string[]): Promise<number> }> }> = {
  start: {
    words: 'start the platform (--no-demo, --no-simulator, --speed N, --seed N)',
    load: () => import('./commands/start.ts'),
  },
  reset: { words: 'empty the data folder after a typed confirmation', load: () => import('./commands/reset.ts') },
  seed: { words: 'fill an empty database with the demo city', load: () => import('./commands/seed.ts') },
  backup: { words: 'write everything into one file', load: () => import('./commands/backup.ts') },
  restore: { words: 'fill an empty database from a backup', load: () => import('./commands/restore.ts') },
  cert: {
    words: 'make a local CA and a certificate, so that phones can install the field app',
    load: () => import('./commands/cert.ts'),
  },
  shots: { words: 'take the screenshots of the documents from a running server', load: () => import('./commands/shots.ts') },
  'verify-chain': { words: 'check the chain of facts', load: () => import('./commands/verify-chain.ts') },
  deadline: { words: 'when a time limit ends, and which days it skips', load: () => import('./commands/deadline.ts') },
  openapi: { words: 'print the description of the API', load: () => import('./commands/openapi.ts') },
  'who-gets': { words: 'who would get a made-up event, when, and why', load: () => import('./commands/who-gets.ts') },
}

async function main(): Promise<number> {
  const [name = 'start', ...args] = process.argv.slice(2)
  const command = commands[name]
  if (!command) {
    const lines = Object.entries(commands).map(([known, { words }]) => `  ${known.padEnd(14)}${words}`)
    console.log(`zhili <command>\n${lines.join('\n')}`)
    return name === 'help' || name === '--help' ? 0 : 2
  }
  return (await command.load()).run(args)
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: Error) => {
    // What a person can mend is one sentence; a fault of ours shows where it was.
    console.error(error instanceof StartError ? error.message : error)
    process.exitCode = error instanceof StartError ? 2 : 1
  },
)
