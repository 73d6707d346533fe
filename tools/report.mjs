// How test groups report: failures in full, everything else as counts for the table of tools/test.mjs. The last line is a JSON
// object behind a mark, so that nothing a test prints can be mistaken for it.
import { relative } from 'node:path'
import { inspect } from 'node:util'
import { root } from './tree.mjs'

export const mark = '#zhili-counts '

export default async function* report(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const spoken = new Map()
  const told = new Set()
  const slow = []
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') spoken.set(data.file, (spoken.get(data.file) ?? '') + data.message)
    else if (type === 'test:pass' && data.details?.type !== 'suite' && !data.skip)
      slow.push({ name: data.name, ms: data.details.duration_ms })
    else if (type === 'test:fail' && isOwnFailure(data)) {
      yield failure(data)
      if (spoken.has(data.file) && !told.has(data.file))
        yield `${indent(spoken.get(data.file).trimEnd().split('\n').slice(-40).join('\n'))}\n`
      told.add(data.file)
    } else if (type === 'test:summary' && data.file === undefined) {
      counts.passed = data.counts.passed
      counts.failed = data.counts.failed + data.counts.cancelled
      counts.skipped = data.counts.skipped + data.counts.todo
    }
  }
  slow.sort((a, b) => b.ms - a.ms)
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

const indent = (text) => text.replace(/^/gm, '    ')
