import { StartError, UsageError } from './kernel/config.ts'

type Command = { words: string; usage: string; load: () => Promise<{ run(args: string[]): Promise<number> }> }

/** Each command is a file of server/commands that exports `run(args): Promise<exit code>`; loaded only when asked for. */
export const commands: Record<string, Command> = {
  start: {
    words: 'start the platform',
    usage: 'start [--no-demo] [--no-simulator] [--speed N] [--seed N] [--leak TANK] [--rock POINT]',
    load: () => import('./commands/start.ts'),
  },
  reset: {
    words: 'empty the data folder after a typed confirmation',
    usage: 'reset [--yes]',
    load: () => import('./commands/reset.ts'),
  },
  truth: {
    words: 'hold what was found in the demo against what was truly so',
    usage: 'truth',
    load: () => import('./commands/truth.ts'),
  },
  seed: {
    words: 'fill an empty database with the demo city, or with two years of history at the true scale of Chongqing',
    usage: 'seed [--scale demo|chongqing] [--seed N]',
    load: () => import('./commands/seed.ts'),
  },
  verify: {
    words: 'the figures of the newspaper page beside what the rows say; ends with 1 when one does not hold',
    usage: 'verify --newspaper',
    load: () => import('./commands/verify.ts'),
  },
  backup: { words: 'write everything into one file', usage: 'backup [file]', load: () => import('./commands/backup.ts') },
  restore: {
    words: 'fill an empty database from a backup',
    usage: 'restore <file>',
    load: () => import('./commands/restore.ts'),
  },
  cert: {
    words: 'make a local CA and a certificate, so that phones can install the field app',
    usage: 'cert [--host name-or-address …] [--serve] [--port N]',
    load: () => import('./commands/cert.ts'),
  },
  shots: {
    words: 'take the screenshots of the documents from a running server',
    usage: 'shots [--url http://localhost:8080] [--only inbox,event] [--out folder]',
    load: () => import('./commands/shots.ts'),
  },
  'verify-chain': { words: 'check the chain of facts', usage: 'verify-chain', load: () => import('./commands/verify-chain.ts') },
  'verify-case': {
    words: 'check a case file that was taken out: every part against its hash',
    usage: 'verify-case <file.zip> [--manifest <sha256>]',
    load: () => import('./commands/verify-case.ts'),
  },
  balance: {
    words: 'the balance sheets of a day, compared with their rows; ends with 1 when anything does not add up',
    usage: 'balance [--day 2026-03-01]',
    load: () => import('./commands/balance.ts'),
  },
  deadline: {
    words: 'when a time limit ends, and which days it skips',
    usage: 'deadline --from 2026-02-14T09:00+08:00 --limit 5wd [--calendar FILE] [--from-next-day]   (2uh 4wh 3wd 5d)',
    load: () => import('./commands/deadline.ts'),
  },
  calendar: {
    words: 'put the holidays of a new year in force; provisional deadlines are reckoned again',
    usage: 'calendar import FILE',
    load: () => import('./commands/calendar.ts'),
  },
  catalogue: {
    words: 'put the city’s event catalogue in force, or write it out as it came',
    usage: 'catalogue import|export FILE.csv|FILE.xlsx [--kind event|component]',
    load: () => import('./commands/catalogue.ts'),
  },
  decode: {
    words: 'what frames, sentences and documents of other systems say: JSON, one line each',
    usage: 'decode <jt808|hj212|sl651|gb26875|ais|cap|open311|cloudevents> [FILE]   (standard input without FILE)',
    load: () => import('./commands/decode.ts'),
  },
  replay: {
    words:
      'read kept frames of a field protocol anew, after a codec was mended or a number registered, or the log of an AIS receiver; doubles nothing',
    usage:
      'replay --feed <jt808|hj212|sl651|gb26875|ais> --from 2026-03-01T00:00+08:00 --to 2026-03-02T00:00+08:00\nzhili replay --feed ais --file FILE [--offset +08:00]   (the log of a receiver; offset of clocks without a zone)',
    load: () => import('./commands/replay.ts'),
  },
  openapi: { words: 'print the description of the API', usage: 'openapi', load: () => import('./commands/openapi.ts') },
  'who-gets': {
    words: 'who would get a made-up event, when, and why',
    usage: 'who-gets --type septic-gas.over-limit --area <code|name> [--grade serious]',
    load: () => import('./commands/who-gets.ts'),
  },
  'new-pack': {
    words: 'begin a scenario pack: a folder with a small whole pack whose first sample fails on purpose',
    usage: 'new-pack <id> [--risk]',
    load: () => import('./commands/new-pack.ts'),
  },
  'export-pack': {
    words:
      'write a pack that came with the platform as a folder of plain JSON, with its samples: a beginning for one’s own, or for a look',
    usage: 'export-pack <id> [folder]',
    load: () => import('./commands/export-pack.ts'),
  },
  'test-pack': {
    words: 'check a pack’s folder and replay its samples; ends with 1 when anything is wrong',
    usage: 'test-pack <folder>',
    load: () => import('./commands/test-pack.ts'),
  },
  'pack-key': {
    words: 'make a key pair to sign packs with',
    usage: 'pack-key [--out NAME]   (writes NAME.key and NAME.pub)',
    load: () => import('./commands/pack-key.ts'),
  },
  pack: {
    words: 'test a pack and write it as one signed file',
    usage: 'pack <folder> --key FILE --publisher NAME [--out FILE.zpack]',
    load: () => import('./commands/pack.ts'),
  },
}

export type Said = { log(text: string): void; error(text: string): void }

/** Runs what was typed and answers the exit code. What a person can mend is one sentence; a fault of ours is thrown on. */
export async function runCommand([name = 'start', ...args]: string[], said: Said = console): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    const asked = isHelp(name) || name === 'help'
    const lines = Object.entries(commands).map(([known, { words }]) => `  ${known.padEnd(14)}${words}`)
    said[asked ? 'log' : 'error'](`zhili <command> [--help]\n${lines.join('\n')}`)
    return asked ? 0 : 2
  }
  const usage = `zhili ${command.usage}\n  ${command.words}`
  if (args.some(isHelp)) {
    said.log(usage)
    return 0
  }
  try {
    return await (await command.load()).run(args)
  } catch (error) {
    const why = sentence(error)
    if (why === null) throw error
    said.error([...(why ? [why] : []), ...(error instanceof StartError ? [] : [usage])].join('\n'))
    return 2
  }
}

const isHelp = (arg: string): boolean => arg === '--help' || arg === '-h'

/** What to tell the person; null for a fault of ours. */
function sentence(error: unknown): string | null {
  if (error instanceof StartError || error instanceof UsageError) return error.message
  const { code, message } = error as NodeJS.ErrnoException
  // Its second sentence explains a way out that no command of ours has.
  return code?.startsWith('ERR_PARSE_ARGS_') ? (message.split(/\.\s/)[0] ?? message) : null
}
