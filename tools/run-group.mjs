// One group of tests in a process of its own, so that a hanging one can be ended with all it started. The command line of the test
// runner sorts its files by name; here they are begun in the order given, so that no long one is left to the end alone.
import { run } from 'node:test'
import report from './report.mjs'

/** How the runner asks for a group; paths from the root, `side` of them at a time. `together`: all share this process, which
    loads the server once. */
const { files, side, together, testMs, slowest } = JSON.parse(process.argv[2])

const way = together ? { isolation: 'none' } : { concurrency: side }
const events = run({ files, timeout: testMs, ...way })
events.on('test:fail', ({ todo }) => {
  if (todo === undefined) process.exitCode = 1
})
events.compose((heard) => report(heard, { slowest })).pipe(process.stdout)
