// How test groups report: failures in full, everything else as counts for the table of tools/test.mjs. The last line is a JSON
// object behind a mark, so that nothing a test prints can be mistaken for it.
import { relative, resolve } from 'node:path'
import { inspect } from 'node:util'
import { root } from './tree.mjs'

export const mark = '#zhili-counts '

const budgets = resolve(root, 'test/budget')

/** `slowest`: how many of the files and tests that took longest are told at the end. */
export default async function* report(events, { slowest = 0 } = {}) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const spoken = new Map()
  const failedFiles = new Set()
  const slow = []
  const stages = new Map()
  for await (const { type, data } of events) {
    // Output is told with the path as the runner was given it, a test with the full one.
    const file = data.file && resolve(root, data.file)
    if (type === 'test:stdout' || type === 'test:stderr') spoken.set(file, (spoken.get(file) ?? '') + data.message)
    else if (type === 'test:pass' && data.details?.type !== 'suite' && !data.skip)
      slow.push({ name: data.name, file: nameOf({ file }), ms: data.details.duration_ms })
    // What a budget measured is told, good or bad; the runner's own remarks are not.
    else if (type === 'test:diagnostic' && file?.startsWith(budgets)) yield `  ${data.message}\n`
    else if (type === 'test:dequeue' || type === 'test:complete') yield stage(stages, type, data)
    else if (type === 'test:fail' && isOwnFailure(data)) {
      failedFiles.add(file)
      yield failure(data)
    } else if (type === 'test:summary' && data.file === undefined) {
      counts.passed = data.counts.passed
      counts.failed = data.counts.failed + data.counts.cancelled
      counts.skipped = data.counts.skipped + data.counts.todo
    }
  }
  for (const file of failedFiles)
    if (spoken.has(file)) yield `what ${nameOf({ file })} printed:\n${indent(lastLines(spoken.get(file)))}\n`
  slow.sort((a, b) => b.ms - a.ms)
  if (slowest > 0)
    yield longest(stages, slowest) +
      slowestOf(
        slow.map(({ name, file, ms }) => ({ name: `${file} ${name}`, ms })),
        slowest,
      )
  yield `${mark}${JSON.stringify({ ...counts, slowest: slow[0] })}\n`
}

/** A suite or a file fails with its tests; only what failed by itself is worth telling. */
function isOwnFailure(data) {
  const { error } = data.details
  return error?.failureType !== 'subtestsFailed' && !data.todo
}

function failure(data) {
  const place = data.file ? ` (${relative(root, data.file)}${data.line ? `:${data.line}` : ''})` : ''
  const { error } = data.details
  const cause = error?.cause ?? error
  const text = typeof cause === 'string' ? cause : (cause?.stack ?? inspect(cause))
  const sides =
    cause?.code === 'ERR_ASSERTION' && cause.generatedMessage === false
      ? `\nactual ${inspect(cause.actual)}\nexpected ${inspect(cause.expected)}`
      : ''
  return `✖ ${data.name}${place}\n${indent(`${text}${sides}`)}\n`
}

/** Names a test for the list of those that were still running when a group had to be stopped. */
function nameOf({ file, name = '' }) {
  const path = file ? relative(root, resolve(root, file)) : ''
  return resolve(root, name) === resolve(root, path) ? path : `${path} ${name}`.trim()
}

/** Tells the runner which test begins or ends, and keeps how long it took; `stages`: its beginning and its length in ms by name. */
function stage(stages, type, data) {
  const name = nameOf(data)
  const begins = type === 'test:dequeue'
  if (begins) stages.set(name, { from: performance.now(), ms: 0 })
  else if (stages.has(name)) stages.get(name).ms = performance.now() - stages.get(name).from
  return `${mark}${JSON.stringify(begins ? { opened: name } : { ended: name })}\n`
}

/** The files that took longest: a test has its title behind its file. */
const longest = (stages, n) =>
  slowestOf(
    [...stages].filter(([name]) => /^\S+\.test\.ts$/.test(name)).map(([name, { ms }]) => ({ name, ms })),
    n,
  )

function slowestOf(list, n) {
  const chosen = list.toSorted((a, b) => b.ms - a.ms).slice(0, n)
  return chosen.map(({ name, ms }) => `  ${(ms / 1000).toFixed(1).padStart(6)} s  ${name}\n`).join('')
}

const lastLines = (text) => text.trimEnd().split('\n').slice(-60).join('\n')
const indent = (text) => text.replace(/^/gm, '    ')
