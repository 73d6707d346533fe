import type { BrowserContext, ConsoleMessage } from 'playwright-core'

/** What the pages of all people did that a reader of a test cannot see. */
export type Watch = {
  /** every address asked for whose host is not the server's; `blob:` and `data:` never leave the page */
  outside(): string[]
  /** scripts that failed, and words of `console.error` that are no answer of the server */
  faults(): string[]
  follow(context: BrowserContext, who: string): void
}

/** A refused or missing answer is printed by the browser itself; whether that is right is for the test to say. */
const answers = /^Failed to load resource/

/** Records the requests and the faults of every page of the contexts it follows; `url` is the server. */
export function createWatch(url: string): Watch {
  const { host } = new URL(url)
  const outside: string[] = []
  const faults: string[] = []
  return {
    outside: () => outside,
    faults: () => faults,
    follow(context, who) {
      context.on('request', (request) => {
        const asked = new URL(request.url())
        if (asked.protocol !== 'blob:' && asked.protocol !== 'data:' && asked.host !== host) outside.push(request.url())
      })
      context.on('weberror', (error) => faults.push(`${who}: ${error.error().stack ?? error.error().message}`))
      context.on('console', (message) => {
        if (isFault(message)) faults.push(`${who}: ${message.text()}`)
      })
    },
  }
}

const isFault = (message: ConsoleMessage): boolean => message.type() === 'error' && !answers.test(message.text())
