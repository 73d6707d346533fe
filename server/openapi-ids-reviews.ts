/** Operation ids of the evaluation and of reviews. */
export const reviewIds: Record<string, string> = {
  'GET /api/v1/evaluation': 'evaluation.read',
  'GET /api/v1/evaluation/sheet.csv': 'evaluation.export-csv',
  'GET /api/v1/evaluation/sheet.xlsx': 'evaluation.export-xlsx',
}
