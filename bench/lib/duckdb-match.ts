/**
 * The same question in SQL: `node duckdb-match.ts FILE PERSON…` prints the totals as JSON.
 *
 * Only venues of the index persons are looked at; a person's stays that overlap or touch are merged
 * there, as definition 3 of `docs/matching.md` asks for, before they are joined.
 */
import { DuckDBInstance } from '@duckdb/node-api';

const [file, ...index] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const people = index.map((person) => `('${person}')`).join(',');

await connection.run(`
  CREATE TABLE check_in AS
    SELECT person, venue, start, "end" FROM read_csv('${file}', header = true)`);

const reader = await connection.runAndReadAll(`
  WITH index_person(person) AS (VALUES ${people}),
  row_there AS (
    SELECT * FROM check_in WHERE start < "end" AND venue IN (
      SELECT venue FROM check_in JOIN index_person USING (person))),
  reach AS (
    SELECT *, max("end") OVER (PARTITION BY venue, person ORDER BY start, "end"
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach FROM row_there),
  numbered AS (
    SELECT *, count(*) FILTER (WHERE reach IS NULL OR start > reach)
      OVER (PARTITION BY venue, person ORDER BY start, "end") AS stay FROM reach),
  merged AS (
    SELECT venue, person, min(start) AS start, max("end") AS "end"
    FROM numbered GROUP BY venue, person, stay),
  met AS (
    SELECT a.person AS index_person, b.person, venue,
      least(a."end", b."end") - greatest(a.start, b.start) AS seconds
    FROM merged a JOIN index_person i ON i.person = a.person JOIN merged b USING (venue)
    WHERE a.person <> b.person AND a.start < b."end" AND b.start < a."end"),
  encounter AS (
    -- Two index persons who met each other are counted once.
    SELECT * FROM met WHERE seconds >= 900 AND (index_person < person
      OR person NOT IN (SELECT person FROM index_person)))
  SELECT
    count(*) AS encounters,
    count(DISTINCT (index_person, person)) AS pairs,
    (SELECT count(*) FROM (
      SELECT index_person FROM encounter UNION SELECT person FROM encounter)) AS people,
    count(DISTINCT venue) AS venues,
    sum(seconds) AS "overlapSeconds"
  FROM encounter`);
const totals = reader.getRowObjects()[0] ?? {};
const answer = Object.fromEntries(Object.entries(totals).map(([name, n]) => [name, Number(n)]));
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ ...answer, megabytes }));
