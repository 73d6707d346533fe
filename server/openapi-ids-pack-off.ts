/** Names of the operations that switch a pack off by two. */
export const packOffIds: Record<string, string> = {
  'POST /api/v1/packs/{pack}/off-requests': 'packs.ask-off',
  'POST /api/v1/pack-off-requests/{id}/confirm': 'pack-off-requests.confirm',
  'POST /api/v1/pack-off-requests/{id}/refuse': 'pack-off-requests.refuse',
  'POST /api/v1/pack-off-requests/{id}/withdraw': 'pack-off-requests.withdraw',
}
