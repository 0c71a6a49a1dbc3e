WITH new AS (
  INSERT INTO commitment (
    collaboratory_id, id, presentation_id, giver_person_id, kind, promise, amount, unit, due, state, seq, verified_at,
    pledged_at, author_id, created_at, changed_at, request_key, request_hash)
  VALUES ($1, gen_random_uuid(), $2, $3, 'materials', $4, 6, 'boxes', current_date + 14, 'pledged', 1, now(),
    now(), $3, now(), now(), $5, '\x00')
  ON CONFLICT ON CONSTRAINT commitment_request_once DO NOTHING
  RETURNING collaboratory_id, id, created_at, author_id, state, due)
INSERT INTO commitment_event (collaboratory_id, commitment_id, seq, at, actor_id, verb, from_state, to_state, due_to)
SELECT collaboratory_id, id, 1, created_at, author_id, 'pledge', '', state, due
FROM new
