-- Takes back the promises of the rounds: those that answer no ask.
SET session_replication_role = replica; -- the history of a promise is not to be deleted; here it is
DELETE FROM commitment_event e
USING commitment c
WHERE c.collaboratory_id = bench_id('club', 0, 0)
  AND c.ask_id IS NULL
  AND e.collaboratory_id = c.collaboratory_id
  AND e.commitment_id = c.id;
DELETE FROM commitment
WHERE collaboratory_id = bench_id('club', 0, 0)
  AND ask_id IS NULL;
