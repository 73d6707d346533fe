/** Names of the operations on target plans. */
export const targetIds: Record<string, string> = {
  'GET /api/v1/target-plans': 'target-plans.list',
  'GET /api/v1/target-plans/{plan}': 'target-plans.read',
  'GET /api/v1/target-plans/{plan}/entries/{subject}': 'target-plans.list-entries',
  'GET /api/v1/target-plans/{plan}/sheet.csv': 'target-plans.export-csv',
  'GET /api/v1/target-plans/{plan}/sheet.xlsx': 'target-plans.export-xlsx',
  'POST /api/v1/target-plans/{plan}/entries': 'target-plans.tell',
  'POST /api/v1/target-plans/{plan}/evidence': 'target-plans.add-evidence',
  'POST /api/v1/target-plans': 'target-plans.take',
}
