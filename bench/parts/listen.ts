// A person of the demo city at the live stream, as the apps listen to it.
export type Told = { kind: string; subject: string; body: Record<string, unknown> }

/** A demo account's cookie. */
export async function enter(url: string, account: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** Listens to the live stream as this account until `stop` aborts. */
export async function listen(
  url: string,
  asked: { account: string; hear: (fact: Told) => void; stop: AbortSignal },
): Promise<void> {
  const answer = await fetch(`${url}/api/v1/live`, { headers: { cookie: await enter(url, asked.account) }, signal: asked.stop })
  const read = async (): Promise<void> => {
    let rest = ''
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + chunk).split('\n\n')
      rest = parts.pop()!
      for (const part of parts)
        if (part.includes('event: fact')) asked.hear(JSON.parse(part.slice(part.indexOf('data: ') + 6)) as Told)
    }
  }
  read().catch((error: Error) => {
    if (error.name !== 'AbortError') throw error
  })
}
