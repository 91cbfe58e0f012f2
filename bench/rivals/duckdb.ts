/** A folder of the bench in, its verdicts out, by SQL alone on two threads. With `ids-unchecked` nobody looks whether an order number occurs twice. */

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

const [, , folder = '', out = '', ids] = process.argv
mkdirSync(out, { recursive: true })
const database = await DuckDBInstance.create(':memory:', { threads: '2', preserve_insertion_order: 'false' })
const connection = await database.connect()

/** The file as it stands; a cell that is no time is kept for those who are told. */
const READ = `
CREATE TEMP TABLE row AS FROM read_csv('${join(folder, 'records/repair.csv')}',
  header = true, delim = ',', quote = '"', auto_detect = false, store_rejects = true,
  columns = { order_no: 'VARCHAR', reported_at: 'TIMESTAMP', done_at: 'TIMESTAMP', technician: 'VARCHAR' });
CREATE TEMP TABLE person AS SELECT id FROM read_csv('${join(folder, 'people.csv')}', header = true, all_varchar = true)`

/** The same row twice counts once, rows that contradict each other are sent back. */
const IDS_CHECKED = `
CREATE TEMP TABLE twice AS SELECT order_no FROM row GROUP BY order_no HAVING count(*) > 1;
CREATE TEMP TABLE contradicted AS
  SELECT order_no FROM (SELECT DISTINCT * FROM row SEMI JOIN twice USING (order_no)) GROUP BY order_no HAVING count(*) > 1;
CREATE TEMP VIEW record AS
  FROM row ANTI JOIN twice USING (order_no)
  UNION ALL
  SELECT DISTINCT * FROM row SEMI JOIN twice USING (order_no) ANTI JOIN contradicted USING (order_no)`

const IDS_UNCHECKED = `
CREATE TEMP TABLE contradicted (order_no VARCHAR);
CREATE TEMP VIEW record AS FROM row`

/** Within 24 hours by the clock. What was done after the cut-off is not known yet; whatever still has time is pending, an end before its start says nothing. */
const JUDGE = `
CREATE TEMP VIEW judged AS
  SELECT order_no, technician, reported_at + INTERVAL 24 HOURS AS due,
    CASE WHEN done_at < TIMESTAMP '2024-07-01' THEN done_at END AS ended,
    CASE
      WHEN ended < reported_at THEN 'undetermined'
      WHEN ended <= due THEN 'met'
      WHEN ended IS NULL AND due >= TIMESTAMP '2024-07-01' THEN 'pending'
      ELSE 'missed'
    END AS verdict
  FROM record SEMI JOIN person ON technician = id
  WHERE order_no IS NOT NULL AND reported_at >= TIMESTAMP '2024-01-01' AND reported_at < TIMESTAMP '2024-07-01'`

const WRITE = `
COPY (
  SELECT technician AS person, 'repair-done' AS standard,
    count(*) FILTER (verdict = 'met') AS met, count(*) FILTER (verdict = 'missed') AS missed
  FROM judged GROUP BY technician
) TO '${join(out, 'verdicts.csv')}' (HEADER);
COPY (
  SELECT 'repair-done/' || order_no || '/' || technician AS id, due, ended - due AS late
  FROM judged WHERE verdict = 'missed'
) TO '${join(out, 'missed.csv')}' (HEADER);
COPY (
  SELECT order_no, 'nobody of this number' AS problem FROM row ANTI JOIN person ON technician = id
  UNION ALL SELECT technician, 'no number' FROM row WHERE order_no IS NULL
  UNION ALL SELECT order_no, 'no time of report' FROM row WHERE reported_at IS NULL
  UNION ALL SELECT order_no, 'rows contradict each other' FROM contradicted
  UNION ALL SELECT csv_line, error_message FROM reject_errors
) TO '${join(out, 'sent-back.csv')}' (HEADER)`

for (const statements of [READ, ids === 'ids-unchecked' ? IDS_UNCHECKED : IDS_CHECKED, JUDGE, WRITE]) {
  await connection.run(statements)
}
