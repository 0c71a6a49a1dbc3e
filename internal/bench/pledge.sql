-- What one promise asks of Postgres, statement by statement as the app sends them, in the language of pgbench. The bare
-- program reads the same file.

SELECT s.id AS session_id,
       s.data,
       s.last_seen_at,
       p.id AS person_id,
       p.name,
       p.email,
       p.language,
       p.steward,
       c.id AS club_id,
       c.slug AS club_slug,
       c.name AS club_name,
       c.zone AS club_zone,
       c.language AS club_language,
       c.currency AS club_currency,
       m.role
FROM session s
LEFT JOIN person p ON p.id = s.person_id AND p.erased_at IS NULL
LEFT JOIN membership m ON m.person_id = p.id AND m.left_at IS NULL
LEFT JOIN collaboratory c ON c.id = m.collaboratory_id
WHERE s.token_hash = :session
  AND s.expires_at > now()
ORDER BY c.name, c.id;

\startpipeline
SELECT r.title, p.presenter_id, club.zone, p.gathering_id,
       array(SELECT person_id
             FROM co_presenter
             WHERE collaboratory_id = p.collaboratory_id AND proposal_id = p.proposal_id) AS beside,
       EXISTS (SELECT 1
               FROM gathering_role
               WHERE collaboratory_id = p.gathering_collaboratory_id AND gathering_id = p.gathering_id
                 AND person_id = :reader::uuid AND role = 'host') AS host,
       EXISTS (SELECT 1
               FROM gathering_role
               WHERE collaboratory_id = p.gathering_collaboratory_id AND gathering_id = p.gathering_id
                 AND person_id = :reader::uuid AND role = 'scribe') AS scribe,
       p.state AS phase, g.state AS gathering_state, g.day, g.zone AS gathering_zone, g.starts_at, g.ends_at, g.pledges_until
FROM presentation p
JOIN proposal r ON r.collaboratory_id = p.collaboratory_id AND r.id = p.proposal_id
JOIN gathering g ON g.collaboratory_id = p.gathering_collaboratory_id AND g.id = p.gathering_id
JOIN collaboratory club ON club.id = p.collaboratory_id
WHERE p.collaboratory_id = :club::uuid AND p.id = :turn::uuid;

SELECT coalesce(o.organisation, '') AS organisation, coalesce(o.phone, '') AS phone, club.currency,
       w.name AS presenter, g.title AS gathering,
       (SELECT min(day)
        FROM gathering n
        WHERE n.collaboratory_id = :club::uuid AND n.state IN ('draft', 'published') AND n.day > current_date AND n.day > g.day) AS next_gathering
FROM presentation p
JOIN collaboratory club ON club.id = p.collaboratory_id
JOIN gathering g ON g.collaboratory_id = p.gathering_collaboratory_id AND g.id = p.gathering_id
JOIN person w ON w.id = p.presenter_id
LEFT JOIN person o ON o.id = :reader::uuid
WHERE p.collaboratory_id = :club::uuid AND p.id = :turn::uuid;

SELECT a.id, a.kind, a.what, a.amount, a.unit, a.cents, a.due, x.promises, x.filled, x.found, x.who, club.currency
FROM presentation p
JOIN collaboratory club ON club.id = p.collaboratory_id
JOIN ask a ON a.collaboratory_id = p.collaboratory_id AND a.proposal_id = p.proposal_id
CROSS JOIN LATERAL (
  SELECT count(*) AS promises, coalesce(sum(coalesce(c.amount, 1)), 0)::float8 AS filled,
         coalesce(sum(c.cents), 0)::bigint AS found,
         coalesce((array_agg(CASE WHEN c.shown_as_member THEN NULL ELSE coalesce(o.name, u.name) END ORDER BY c.id DESC))[1], '') AS who
  FROM commitment c
  LEFT JOIN person o ON o.id = c.giver_person_id
  LEFT JOIN guest u ON u.collaboratory_id = c.collaboratory_id AND u.id = c.giver_guest_id
  WHERE c.collaboratory_id = p.collaboratory_id AND c.presentation_id = p.id AND c.ask_id = a.id
    AND c.merged_into IS NULL AND c.state IN ('pledged', 'lapsed', 'delivered', 'fulfilled')) x
WHERE p.collaboratory_id = :club::uuid AND p.id = :turn::uuid
ORDER BY a.position;
\endpipeline

BEGIN;

SELECT r.title, p.presenter_id, club.zone, p.gathering_id,
       array(SELECT person_id
             FROM co_presenter
             WHERE collaboratory_id = p.collaboratory_id AND proposal_id = p.proposal_id) AS beside,
       EXISTS (SELECT 1
               FROM gathering_role
               WHERE collaboratory_id = p.gathering_collaboratory_id AND gathering_id = p.gathering_id
                 AND person_id = :reader::uuid AND role = 'host') AS host,
       EXISTS (SELECT 1
               FROM gathering_role
               WHERE collaboratory_id = p.gathering_collaboratory_id AND gathering_id = p.gathering_id
                 AND person_id = :reader::uuid AND role = 'scribe') AS scribe,
       p.state AS phase, g.state AS gathering_state, g.day, g.zone AS gathering_zone, g.starts_at, g.ends_at, g.pledges_until
FROM presentation p
JOIN proposal r ON r.collaboratory_id = p.collaboratory_id AND r.id = p.proposal_id
JOIN gathering g ON g.collaboratory_id = p.gathering_collaboratory_id AND g.id = p.gathering_id
JOIN collaboratory club ON club.id = p.collaboratory_id
WHERE p.collaboratory_id = :club::uuid AND p.id = :turn::uuid;

WITH new AS (
  INSERT INTO commitment (
    collaboratory_id, id, presentation_id, ask_id, giver_person_id, giver_guest_id, organisation, shown_as_member,
    kind, promise, private_note, share_phone, amount, unit, cents, due, first_move, state, seq, source, entered_by,
    verified_at, pledged_at, author_id, created_at, changed_at, request_key, request_hash)
  VALUES (:club::uuid, gen_random_uuid(), :turn::uuid, NULL,
    :reader::uuid, NULL, '', false, 'materials', 'bring 6 boxes of apples to the food shelf', '', false,
    6, 'boxes', NULL, current_date + 14, 'giver', 'pledged', 1, 'self', NULL, now(), now(),
    :reader::uuid, now(), now(), gen_random_uuid(), sha256('a pledge'))
  ON CONFLICT ON CONSTRAINT commitment_request_once DO NOTHING
  RETURNING collaboratory_id, id, created_at, author_id, state, due, amount, cents)
INSERT INTO commitment_event (
  collaboratory_id, commitment_id, seq, at, actor_id, for_person_id, verb, from_state, to_state, due_to, amount, cents)
SELECT collaboratory_id, id, 1, created_at, author_id, NULL, 'pledge', '', state, due, amount, cents
FROM new
RETURNING commitment_id;

INSERT INTO audit (id, at, collaboratory_id, actor_id, for_person_id, action, object, object_id, detail)
VALUES (gen_random_uuid(), now(), :club::uuid, :reader::uuid, NULL, 'commitment.pledge', 'commitment',
  gen_random_uuid(), jsonb_build_object('to', 'pledged', 'source', 'self', 'presentation', :turn::uuid));

COMMIT;
