/** Operation ids of changes of the register, and of definitions of vitals, that wait for a second person. */
export const requestIds: Record<string, string> = {
  'GET /api/v1/object-requests': 'object-requests.list',
  'POST /api/v1/object-requests/{id}/confirm': 'object-requests.confirm',
  'POST /api/v1/object-requests/{id}/refuse': 'object-requests.refuse',
  'POST /api/v1/object-requests/{id}/withdraw': 'object-requests.withdraw',
  'GET /api/v1/vital-requests': 'vital-requests.list',
  'POST /api/v1/vital-requests/{id}/confirm': 'vital-requests.confirm',
  'POST /api/v1/vital-requests/{id}/refuse': 'vital-requests.refuse',
  'POST /api/v1/vital-requests/{id}/withdraw': 'vital-requests.withdraw',
}
