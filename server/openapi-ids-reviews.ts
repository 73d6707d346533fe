/** Operation ids of the evaluation and of reviews. */
export const reviewIds: Record<string, string> = {
  'GET /api/v1/evaluation': 'evaluation.read',
  'GET /api/v1/evaluation/paper.pdf': 'evaluation.export-pdf',
  'GET /api/v1/evaluation/sheet.csv': 'evaluation.export-csv',
  'GET /api/v1/evaluation/sheet.xlsx': 'evaluation.export-xlsx',
  'GET /api/v1/events/{id}/replay': 'events.replay',
  'GET /api/v1/reviews': 'reviews.list',
  'GET /api/v1/reviews/{id}': 'reviews.read',
  'GET /api/v1/reviews/{id}/paper.pdf': 'reviews.export-pdf',
  'POST /api/v1/reviews/{id}/fill': 'reviews.fill',
  'POST /api/v1/reviews/{id}/move': 'reviews.move',
  'GET /api/v1/reviews/{id}/targets': 'reviews.list-targets',
  'POST /api/v1/reviews/{id}/actions': 'reviews.set-action',
  'GET /api/v1/review-actions/{id}/proofs': 'review-actions.list-proofs',
  'POST /api/v1/review-actions/{id}/close': 'review-actions.close',
  'POST /api/v1/review-actions/{id}/hand-over': 'review-actions.hand-over',
}
