/** Names of the operations on duty. Part of `openapi-ids.ts`. */
export const dutyIds: Readonly<Record<string, string>> = {
  'GET /api/v1/duty': 'duty.list',
  'POST /api/v1/duty/shifts': 'shifts.arrange',
  'POST /api/v1/duty/shifts/{id}/hand-over': 'shifts.hand-over',
  'POST /api/v1/duty/shifts/{id}/substitute': 'shifts.substitute',
  'POST /api/v1/duty/shifts/{id}/cancel': 'shifts.cancel',
  'POST /api/v1/duty/posts/{id}/call': 'duty.call',
  'POST /api/v1/duty/units/{id}/phone': 'duty-phone.set',
}
