import type { publishersZh } from './zh-publishers.ts'

/** Messages of the publishers of packs, English. */
export const publishersEn: Record<keyof typeof publishersZh, string> = {
  'publishers.note': 'Only packs signed by a publisher on this list are taken; one asks, another administrator confirms.',
  'publishers.none': 'No publisher is trusted yet',
  'publishers.ask': 'Ask to trust one',
  'publishers.name': 'Publisher',
  'publishers.key': 'Key id',
  'publishers.pem': 'Public key (PEM)',
  'publishers.pem-how': 'Made by the publisher with zhili pack-key: the .pub file only.',
  'publishers.state': 'State',
  'publishers.state.waiting': 'to be confirmed',
  'publishers.state.trusted': 'trusted',
  'publishers.state.refused': 'refused',
  'publishers.state.withdrawn': 'withdrawn',
  'publishers.asked': 'Asked for: {name}',
  'publishers.act.confirm': 'Confirm',
  'publishers.act.refuse': 'Refuse',
  'publishers.act.withdraw': 'Withdraw trust',
  'publishers.done.confirm': '{name} is trusted',
  'publishers.done.refuse': '{name} was refused',
  'publishers.done.withdraw': '{name} is trusted no longer',
  'publishers.by': 'Asked by',
  'publishers.decided': 'Decided by',
}
