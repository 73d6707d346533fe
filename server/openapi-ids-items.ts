/** Names of the operations on business items and special apps. */
export const itemIds: Record<string, string> = {
  'GET /api/v1/business-items': 'business-items.list',
  'GET /api/v1/business-items/{code}': 'business-items.read',
  'GET /api/v1/business-items.csv': 'business-items.export-csv',
  'GET /api/v1/business-items.xlsx': 'business-items.export-xlsx',
  'GET /api/v1/business-item-units': 'business-items.list-units',
  'POST /api/v1/business-item-sheets/look': 'business-item-sheets.look',
  'POST /api/v1/business-item-sheets/errors': 'business-item-sheets.errors',
  'POST /api/v1/business-item-sheets/take': 'business-item-sheets.take',
  'GET /api/v1/special-apps': 'special-apps.list',
  'GET /api/v1/special-apps/{code}': 'special-apps.read',
  'GET /api/v1/special-apps.csv': 'special-apps.export-csv',
  'GET /api/v1/special-apps.xlsx': 'special-apps.export-xlsx',
  'POST /api/v1/special-app-sheets/look': 'special-app-sheets.look',
  'POST /api/v1/special-app-sheets/errors': 'special-app-sheets.errors',
  'POST /api/v1/special-app-sheets/take': 'special-app-sheets.take',
}
