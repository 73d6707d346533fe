// Who may import whom (docs/adr on one-way flow): contract < kernel < city < flow 1…8 < centre < server/*.ts, and the islands
// beside it. No exceptions by comment: move the file, or change the rule here together with its ADR.
import { posix } from 'node:path'
import { withoutComments } from './source.mjs'

/** Islands: top folder → what else it may import. `test` and `bench` may import anything. */
const islands = {
  contract: [],
  protocols: [],
  packs: ['contract'],
  simulator: ['contract', 'protocols'],
  ui: ['contract'],
  console: ['ui', 'contract'],
  cockpit: ['ui', 'contract'],
  field: ['ui', 'contract'],
  public: ['ui', 'contract'],
}
const free = new Set(['test', 'bench', 'tools', 'bin', 'vite.config.ts'])
const isSource = (path) => /\.(ts|tsx|mts|js|mjs)$/.test(path)
const isTest = (path) => /\.test\.tsx?$/.test(path)
const isRule = (path) => /^server\/.*\/rules\//.test(path) && !isTest(path)
const open = /\/(types|life|store(-[a-z-]+)?)\.ts$/
/** Plain types and the table of states: no more than values. */
const pure = /\/(types|life)\.ts$/
/** How functions that write are called; another stage may only read (`eventById`, `stateOf`, `findEvents`, `lockEvent`). */
const writes = /^(save|insert|update|upsert|delete|remove|set|add|put|write|mark|make|create|append|drop)[A-Z]/
const reach = /^(node:(?!crypto$)|pg|pg-copy-streams|fastify|kysely|pino|mqtt|aedes|@fastify\/)/

/** Height of a server file: kernel 0, city 1, flow 2–9, centre 10, server/*.ts 11; `undefined` for a file in no layer. */
function height(path) {
  if (path.startsWith('server/kernel/')) return 0
  if (path.startsWith('server/city/')) return 1
  const stage = /^server\/flow\/([1-8])-[a-z-]+\//.exec(path)?.[1]
  if (stage) return 1 + Number(stage)
  if (/^server\/centre\/[a-z][a-z0-9-]*\//.test(path)) return 10
  return /^server\/(commands\/)?[a-z-]+(\.(db\.)?test)?\.ts$/.test(path) ? 11 : undefined
}

const home = (path) => path.split('/').slice(0, 3).join('/')

/** Why `from` may not import `to`, or `undefined`. */
function refusal(from, to) {
  const [top] = from.split('/')
  const [there] = to.split('/')
  if (free.has(top)) return undefined
  if (isTest(from) && there === 'test') return undefined
  if (top === 'packs')
    return there === 'contract' ||
      to.startsWith(`${from.split('/').slice(0, 2).join('/')}/`) ||
      (from.split('/').length === 2 && there === 'packs')
      ? undefined
      : 'a pack may import only the contract and itself'
  if (top in islands)
    return there === top || islands[top].includes(there)
      ? undefined
      : `${top} may import only itself${islands[top].map((name) => `, ${name}`).join('')}`
  if (top !== 'server') return 'this file is in no layer'
  return serverRefusal(from, to, there)
}

function serverRefusal(from, to, there) {
  const here = height(from)
  if (here === undefined) return 'this file is in no layer'
  if (isRule(from)) return ruleRefusal(from, to, there)
  if (there === 'contract') return undefined
  if (there === 'protocols')
    return /^server\/(flow\/1-ingest\/|city\/(channel|sheet|paper)\/|centre\/(case-file|warnings|open311|catalogue|tiles)\/|commands\/(decode|verify-case))/.test(
      from,
    )
      ? undefined
      : 'only 1-ingest, city/channel, city/sheet, city/paper, centre/warnings, centre/open311, centre/catalogue, centre/tiles, centre/case-file and the commands decode and verify-case speak protocols'
  if (there === 'packs') return from === 'server/main.ts' ? undefined : 'only server/main.ts loads packs'
  if (to.startsWith('server/seed-data/')) return here >= 1 ? undefined : 'kernel knows nothing of the city'
  const target = height(to)
  if (target === undefined) return 'the imported file is in no layer the server may use'
  if (target > here)
    return `${home(from)} may not import the higher ${home(to)}: record a fact, server/flow.ts says who acts on it`
  if (here === 11 || isTest(from) || target <= 1 || home(from) === home(to)) return undefined
  // Read models compose pure rules: they have no state and no IO, so nothing can be written behind a stage's back.
  if (here === 10 && isRule(to)) return undefined
  return open.test(to) ? undefined : `of ${home(to)} only types.ts, life.ts and store.ts are open to others`
}

function ruleRefusal(from, to, there) {
  if (there === 'contract' || /^server\/kernel\/(result|duration|issue-words|geo|calendar|plain-text|charset)\.ts$/.test(to))
    return undefined
  const own = from.slice(0, from.indexOf('/rules/'))
  // Codecs are pure; whoever may speak them may do so in a rule.
  if (there === 'protocols' && /^server\/(flow\/1-ingest|centre\/(warnings|open311|tiles))$/.test(own)) return undefined
  if (to.startsWith(`${own}/rules/`) || (pure.test(to) && to.startsWith(`${own}/`))) return undefined
  if (pure.test(to) && (height(to) ?? 99) <= height(from)) return undefined
  return 'a rule may import only the contract, its own and lower types.ts and life.ts, its own rules, and kernel result, duration, geo, calendar, issue-words, plain-text and charset'
}

const statement =
  /\b(?:import|export)\s+(type\s+)?((?:[\w$*\s{},]|\btype\b)*?)\s*from\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|\bimport\s+['"]([^'"]+)['"]/g

/** Every import of a source: where from, whether only types, and the names taken. */
export function importsOf(source) {
  return [...withoutComments(source).matchAll(statement)].map(([, onlyTypes, names = '', from, later, bare]) => ({
    from: from ?? later ?? bare,
    names: onlyTypes
      ? []
      : names
          .replace(/[{}]/g, '')
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name && !name.startsWith('type ')),
  }))
}

function faultsOf(path, source) {
  const faults = []
  const say = (text) => faults.push(`${path}: ${text}`)
  if (/(^|\/)index\.tsx?$/.test(path)) say('no index files')
  const plain = withoutComments(source)
  if (/^\s*export\s+(\*|\{[^}]*\}|type\s+\{[^}]*\})\s*(as\s+\w+\s*)?from\b/m.test(plain))
    say('no barrels: import from where the thing is')
  if (/^\s*export\s+default\b/m.test(plain) && !free.has(path.split('/')[0]) && !/\.config\.ts$/.test(path))
    say('no default exports')
  if (refusal(path, 'contract/x.ts') === 'this file is in no layer') say('this file is in no layer')
  for (const { from, names } of importsOf(source)) {
    if (!from.startsWith('.')) {
      if (isRule(path) && reach.test(from)) say(`a rule may not reach outside: ${from}`)
      continue
    }
    const to = posix.normalize(posix.join(posix.dirname(path), from.replace(/\?.*$/, '')))
    const why = refusal(path, to)
    if (why) say(`imports ${to}: ${why}`)
    const written = names.filter((name) => writes.test(name))
    const foreign =
      /\/store\.ts$/.test(to) &&
      home(path) !== home(to) &&
      (height(path) ?? 0) >= 2 &&
      height(path) < 11 &&
      height(to) >= 2 &&
      !isTest(path)
    if (foreign && written.length > 0) say(`takes ${written.join(', ')} from ${to}: another stage's store may only be read`)
  }
  return faults
}

export const name = 'imports'

export function run(tree) {
  return { faults: tree.files.filter(isSource).flatMap((path) => faultsOf(path, tree.read(path))) }
}

const one = (path, from, what = '{ x }') => ({ [path]: `import ${what} from '${from}'\n` })
export const planted = [
  { texts: one('server/kernel/facts.ts', '../flow/3-event/types.ts'), fault: /higher/ },
  { texts: one('server/city/area/store.ts', '../../flow/1-ingest/store.ts'), fault: /higher/ },
  { texts: one('server/flow/3-event/on.ts', '../4-dispatch/types.ts'), fault: /higher/ },
  { texts: one('server/flow/4-dispatch/on.ts', '../3-event/rules/merge.ts'), fault: /only types.ts/ },
  { texts: one('server/flow/4-dispatch/on.ts', '../3-event/store.ts', '{ saveEvent }'), fault: /takes saveEvent/ },
  { texts: one('server/flow/4-dispatch/on.ts', '../3-event/store.ts', '{ eventById, lockEvent, type EventRow }') },
  { texts: one('server/flow/4-dispatch/rules/choose.ts', '../../3-event/store.ts'), fault: /a rule may import/ },
  { texts: one('server/flow/4-dispatch/rules/choose.ts', '../../../kernel/clock.ts'), fault: /a rule may import/ },
  { texts: one('server/flow/4-dispatch/rules/choose.ts', 'node:fs'), fault: /reach outside/ },
  { texts: one('server/flow/4-dispatch/rules/choose.ts', '../../3-event/types.ts') },
  { texts: one('server/flow/4-dispatch/rules/choose.ts', '../../../kernel/result.ts') },
  { texts: one('server/flow/7-evaluate/on.ts', '../../centre/duty/store.ts'), fault: /higher/ },
  { texts: one('server/centre/duty/on.ts', '../warnings/on.ts'), fault: /only types.ts/ },
  { texts: one('server/centre/duty/on.ts', '../../../protocols/cap.ts'), fault: /speak protocols/ },
  { texts: one('server/flow/1-ingest/gateway.ts', '../../../protocols/jt808.ts') },
  { texts: one('server/commands/decode.ts', '../../protocols/jt808.ts') },
  { texts: one('server/flow/1-ingest/rules/read.ts', '../../../../protocols/jt808.ts') },
  { texts: one('server/flow/3-event/rules/read.ts', '../../../../protocols/jt808.ts'), fault: /a rule may import/ },
  { texts: one('server/flow.ts', '../ui/badge.tsx'), fault: /no layer/ },
  { texts: one('server/cli.ts', '../packs/septic-gas/pack.ts'), fault: /loads packs/ },
  { texts: one('server/main.ts', '../packs/septic-gas/pack.ts') },
  { texts: one('server/odd/thing.ts', 'pg'), fault: /no layer/ },
  { texts: one('packs/septic-gas/pack.ts', '../../server/kernel/ids.ts'), fault: /a pack may/ },
  { texts: one('packs/septic-gas/pack.ts', '../rock-hazard/pack.ts'), fault: /a pack may/ },
  { texts: one('protocols/cap.ts', '../contract/event.ts'), fault: /protocols may/ },
  { texts: one('simulator/city.ts', '../server/kernel/ids.ts'), fault: /simulator may/ },
  { texts: one('console/main.tsx', '../cockpit/main.tsx'), fault: /console may/ },
  { texts: one('ui/badge.tsx', '../console/main.tsx'), fault: /ui may/ },
  { texts: one('server/flow/4-dispatch/on.db.test.ts', '../../../test/database.ts') },
  { texts: { 'ui/index.ts': '' }, fault: /index/ },
  { texts: { 'ui/parts.ts': "export * from './badge.tsx'\n" }, fault: /barrel/ },
  { texts: { 'ui/parts.ts': "export { a } from './badge.tsx'\n" }, fault: /barrel/ },
  { texts: { 'ui/parts.ts': 'export default 1\n' }, fault: /default/ },
  { texts: { 'ui/parts.ts': "// import { x } from '../server/main.ts'\n/* export default 1 */\n" } },
  { texts: { 'server/flow/3-event/on.ts': "const late = await import('../4-dispatch/on.ts')\n" }, fault: /higher/ },
]
