/** Operation ids of check-ups. */
export const checkUpIds: Record<string, string> = {
  'GET /api/v1/check-ups': 'check-ups.list',
  'GET /api/v1/check-ups/{id}': 'check-ups.read',
  'GET /api/v1/check-ups/{id}/paper.pdf': 'check-ups.export-pdf',
  'GET /api/v1/check-ups/{id}/sheet.csv': 'check-ups.export-csv',
  'GET /api/v1/check-ups/{id}/sheet.xlsx': 'check-ups.export-xlsx',
  'POST /api/v1/check-ups': 'check-ups.make',
}
