-- +goose Up
-- One turn at a time is on: the database itself keeps two hosts from starting two.
CREATE UNIQUE INDEX presentation_on_now ON presentation (gathering_collaboratory_id, gathering_id)
  WHERE state IN ('pitch', 'questions', 'writing', 'commitments', 'thanks');

-- +goose Down
DROP INDEX presentation_on_now;
