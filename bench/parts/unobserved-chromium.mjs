#!/usr/bin/env node
// Chromium for whoever measures its memory: what drives it asks the page to keep every answer it got (up to 200 MB) so that a test could read
// it. Stands in the pipe between the two and asks for next to nothing; all else passes as it is. CHROMIUM_PATH names the real one.
import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'

const child = spawn(process.env.CHROMIUM_PATH, process.argv.slice(2), {
  stdio: ['inherit', 'inherit', 'inherit', 'pipe', 'pipe'],
})
child.on('exit', (code) => process.exit(code ?? 1))

const little = { maxTotalBufferSize: 100_000, maxResourceBufferSize: 10_000 }
let rest = ''
createReadStream('', { fd: 3 })
  .setEncoding('utf8')
  .on('data', (text) => {
    const messages = (rest + text).split('\0')
    rest = messages.pop()
    for (const message of messages) child.stdio[3].write(`${modest(message)}\0`)
  })
  .on('end', () => child.stdio[3].end())
child.stdio[4].pipe(createWriteStream('', { fd: 4 }))

function modest(message) {
  if (!message.includes('"Network.enable"')) return message
  const asked = JSON.parse(message)
  return JSON.stringify(asked.method === 'Network.enable' ? { ...asked, params: { ...asked.params, ...little } } : asked)
}
