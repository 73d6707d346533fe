/** Operation ids of changes of the register that wait for a second person. */
export const requestIds: Record<string, string> = {
  'GET /api/v1/object-requests': 'object-requests.list',
  'POST /api/v1/object-requests/{id}/confirm': 'object-requests.confirm',
  'POST /api/v1/object-requests/{id}/refuse': 'object-requests.refuse',
  'POST /api/v1/object-requests/{id}/withdraw': 'object-requests.withdraw',
}
