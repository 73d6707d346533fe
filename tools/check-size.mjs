// Sizes and names (style: aim at 120 lines, warn at 200, fail at 400). Generated files, migrations and fixtures live in named folders.
const counted = /\.(ts|tsx|js|mjs|css)$/
const exempt = /^(server\/migrations|server\/seed-data|docs\/reference)\/|\/(samples|fixtures|generated)\//
const warnAt = 200
const failAt = 400
const vague = /(^|[-/.])(utils?|helpers?|common|managers?|misc|base|impl|dto)([-/.]|$)/
const code = /\.(ts|tsx|js|mjs)$/

export const name = 'size and names'

export function run(tree) {
  const sizes = tree.files
    .filter((path) => counted.test(path) && !exempt.test(path))
    .map((path) => ({ path, lines: tree.read(path).trimEnd().split('\n').length }))
    .sort((a, b) => b.lines - a.lines)
  const names = tree.files.filter((path) => code.test(path) && !exempt.test(path))
  const faults = [
    ...sizes.filter(({ lines }) => lines > failAt).map(({ path, lines }) => `${path}: ${lines} lines, at most ${failAt}`),
    ...names.filter((path) => vague.test(path)).map((path) => `${path}: a name that says nothing; name it after what it does`),
    ...names.filter((path) => /[A-Z_]/.test(path)).map((path) => `${path}: names are kebab-case`),
  ]
  const warnings = sizes
    .filter(({ lines }) => lines > warnAt && lines <= failAt)
    .map(({ path, lines }) => `${path}: ${lines} lines, aim at 120`)
  const notes = [
    `longest: ${sizes
      .slice(0, 10)
      .map(({ path, lines }) => `${path} ${lines}`)
      .join(' · ')}`,
  ]
  return { faults, warnings, notes }
}

const lines = (count) => 'a\n'.repeat(count)
export const planted = [
  { texts: { 'ui/long.tsx': lines(401) }, fault: /401 lines/ },
  { texts: { 'ui/long.tsx': lines(400) } },
  { texts: { 'server/migrations/0001-all.sql': lines(900), 'packs/x/samples/a.ts': lines(900) } },
  { texts: { 'server/kernel/string-utils.ts': '' }, fault: /says nothing/ },
  { texts: { 'ui/common/badge.tsx': '' }, fault: /says nothing/ },
  { texts: { 'ui/RiskBadge.tsx': '' }, fault: /kebab/ },
  { texts: { 'ui/baseline.tsx': '', 'server/kernel/database.ts': '' } },
]
