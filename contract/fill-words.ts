/** Fills a catalogue sentence from the details: `{name}`, and `{name|one|many}` by whether there is one of it. An unknown name stays visible. */
export const fillWords = (sentence: string, details: Record<string, string | number> = {}): string =>
  sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (all, name: string, one?: string, many?: string) =>
    String((one === undefined ? details[name] : details[name] === 1 ? one : many) ?? all),
  )
