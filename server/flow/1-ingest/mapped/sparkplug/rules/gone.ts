/** Names that are remembered as gone; a feed with more of them is silent all the same. */
const most = 200

type News = { name: string; gone: boolean }

/** Nodes and devices (`node/device`) of a feed that said goodbye, after one more goodbye or birth. What a node has goes and begins anew with it. */
export function goneAfter(before: readonly string[], { name, gone }: News): string[] {
  const others = before.filter((one) => one !== name && !one.startsWith(`${name}/`))
  return gone ? [...others, name].slice(-most) : others
}
